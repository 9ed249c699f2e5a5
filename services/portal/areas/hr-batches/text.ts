import type { Catalogue, SameAs } from '../../i18n/catalogue';
import { hrBatches as en } from '../../i18n/en/hr-batches';
import { itemCodes as enCodes } from '../../i18n/en/item-codes';
import { hrBatches as fr } from '../../i18n/fr/hr-batches';
import { itemCodes as frCodes } from '../../i18n/fr/item-codes';

export const TEXT: Catalogue<SameAs<typeof fr>> = { fr, en };
export const ITEM_CODE_TEXT: Catalogue<typeof frCodes> = { fr: frCodes, en: enCodes };
