import type { Catalogue, SameAs } from '../../i18n/catalogue';
import { verify as en } from '../../i18n/en/verify';
import { verify as fr } from '../../i18n/fr/verify';

export const TEXT: Catalogue<SameAs<typeof fr>> = { fr, en };
