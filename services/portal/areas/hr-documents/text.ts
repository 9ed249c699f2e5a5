import type { Catalogue, SameAs } from '../../i18n/catalogue';
import { hrDocuments as en } from '../../i18n/en/hr-documents';
import { hrDocuments as fr } from '../../i18n/fr/hr-documents';

export const TEXT: Catalogue<SameAs<typeof fr>> = { fr, en };
