import type { Catalogue, SameAs } from '../../i18n/catalogue';
import { access as en } from '../../i18n/en/access';
import { access as fr } from '../../i18n/fr/access';

export const TEXT: Catalogue<SameAs<typeof fr>> = { fr, en };
