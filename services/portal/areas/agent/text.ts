import type { Catalogue, SameAs } from '../../i18n/catalogue';
import { agent as en } from '../../i18n/en/agent';
import { trace as enTrace } from '../../i18n/en/trace';
import { agent as fr } from '../../i18n/fr/agent';
import { trace as frTrace } from '../../i18n/fr/trace';

export const TEXT: Catalogue<SameAs<typeof fr>> = { fr, en };
export const TRACE_TEXT: Catalogue<SameAs<typeof frTrace>> = { fr: frTrace, en: enTrace };
