import type { Catalogue, SameAs } from '../../i18n/catalogue';
import { hrAgentSearch as en } from '../../i18n/en/hr-agent-search';
import { hrAgentSearch as fr } from '../../i18n/fr/hr-agent-search';

export const TEXT: Catalogue<SameAs<typeof fr>> = { fr, en };
