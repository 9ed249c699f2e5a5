import type { Catalogue, SameAs } from '../../i18n/catalogue';
import { hrMonth as en } from '../../i18n/en/hr-month';
import { hrMonth as fr } from '../../i18n/fr/hr-month';

export const TEXT: Catalogue<SameAs<typeof fr>> = { fr, en };
