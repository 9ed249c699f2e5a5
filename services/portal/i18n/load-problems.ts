import type { Language } from './language';

type Problems = Readonly<Record<string, string>>;

/** The sentences for codes of the API: many, and none is needed before the first page stands. */
export const loadProblems: Readonly<Record<Language, () => Promise<Problems>>> = {
  fr: async () => (await import('./fr/problems')).problems,
  en: async () => (await import('./en/problems')).problems,
};
