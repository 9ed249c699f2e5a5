import type { Catalogue, SameAs } from '../i18n/catalogue';
import { forms as en } from '../i18n/en/forms';
import { forms as fr } from '../i18n/fr/forms';

export const FORM_TEXT: Catalogue<SameAs<typeof fr>> = { fr, en };
