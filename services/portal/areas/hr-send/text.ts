import type { Catalogue, SameAs } from '../../i18n/catalogue';
import { hrSend as en } from '../../i18n/en/hr-send';
import { hrSend as fr } from '../../i18n/fr/hr-send';

export const TEXT: Catalogue<SameAs<typeof fr>> = { fr, en };
