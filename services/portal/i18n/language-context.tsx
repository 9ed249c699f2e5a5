import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { Catalogue } from './catalogue';
import { createFormats, type Formats, LOCALES } from './formats';
import type { Language } from './language';
import { readLanguage, storeLanguage } from './stored-language';

interface LanguageChoice {
  readonly language: Language;
  readonly formats: Formats;
  choose(language: Language): void;
}

const LanguageContext = createContext<LanguageChoice | null>(null);

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(readLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo(
    () => ({
      language,
      formats: createFormats(language),
      choose: (chosen: Language) => {
        storeLanguage(chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return (
    <LanguageContext value={choice}>
      <I18nProvider locale={LOCALES[language]}>{children}</I18nProvider>
    </LanguageContext>
  );
}

export function useLanguage(): LanguageChoice {
  const choice = useContext(LanguageContext);
  if (choice === null) throw new Error('useLanguage outside LanguageProvider');
  return choice;
}

/** The sentences of a catalogue in the language of the page. */
export function useText<T>(catalogue: Catalogue<T>): T {
  return catalogue[useLanguage().language];
}

/** Dates, numbers and sizes in the language of the page. */
export function useFormats(): Formats {
  return useLanguage().formats;
}
