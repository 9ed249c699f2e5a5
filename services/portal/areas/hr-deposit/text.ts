import type { Catalogue, SameAs } from '../../i18n/catalogue';
import { hrDeposit as en } from '../../i18n/en/hr-deposit';
import { hrDeposit as fr } from '../../i18n/fr/hr-deposit';

export const TEXT: Catalogue<SameAs<typeof fr>> = { fr, en };
