import type { Catalogue, SameAs } from '../../i18n/catalogue';
import { account as en } from '../../i18n/en/account';
import { account as fr } from '../../i18n/fr/account';

export const TEXT: Catalogue<SameAs<typeof fr>> = { fr, en };
