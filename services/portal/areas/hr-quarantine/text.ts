import type { Catalogue, SameAs } from '../../i18n/catalogue';
import { agent as enAgent } from '../../i18n/en/agent';
import { hrQuarantine as en } from '../../i18n/en/hr-quarantine';
import { agent as frAgent } from '../../i18n/fr/agent';
import { hrQuarantine as fr } from '../../i18n/fr/hr-quarantine';

export const TEXT: Catalogue<SameAs<typeof fr>> = { fr, en };
export const TYPE_TEXT: Catalogue<SameAs<typeof frAgent.types>> = { fr: frAgent.types, en: enAgent.types };
