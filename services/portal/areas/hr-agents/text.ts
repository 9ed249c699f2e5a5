import type { Catalogue, SameAs } from '../../i18n/catalogue';
import { hrAgents as en } from '../../i18n/en/hr-agents';
import { hrAgents as fr } from '../../i18n/fr/hr-agents';

export const TEXT: Catalogue<SameAs<typeof fr>> = { fr, en };
