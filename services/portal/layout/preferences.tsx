import { useState } from 'react';
import { COMMON } from '../i18n/frame';
import { LANGUAGES, type Language } from '../i18n/language';
import { useLanguage, useText } from '../i18n/language-context';
import { chooseTheme, readTheme, THEMES } from './theme';

export function LanguageSelect() {
  const text = useText(COMMON);
  const { language, choose } = useLanguage();
  return (
    <label>
      {text.language}
      <select
        value={language}
        onChange={({ target }) => choose(LANGUAGES.find((known) => known === target.value) ?? language)}
      >
        {LANGUAGES.map((known: Language) => (
          <option key={known} value={known} lang={known}>
            {text.languageNames[known]}
          </option>
        ))}
      </select>
    </label>
  );
}

export function ThemeSelect() {
  const text = useText(COMMON);
  const [theme, setTheme] = useState(readTheme);
  return (
    <label>
      {text.theme}
      <select
        value={theme}
        onChange={({ target }) => {
          const chosen = THEMES.find((known) => known === target.value) ?? theme;
          chooseTheme(chosen);
          setTheme(chosen);
        }}
      >
        {THEMES.map((known) => (
          <option key={known} value={known}>
            {text.themes[known]}
          </option>
        ))}
      </select>
    </label>
  );
}
