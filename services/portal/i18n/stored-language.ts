import { LANGUAGES, type Language } from './language';

const KEY = 'portal.language';

/** Chosen before, else French: it is the language of the letters and of the documents. */
export function readLanguage(): Language {
  const stored = localStorage.getItem(KEY);
  return LANGUAGES.find((language) => language === stored) ?? 'fr';
}

export function storeLanguage(language: Language): void {
  localStorage.setItem(KEY, language);
}
