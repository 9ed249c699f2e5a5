import { useId } from 'react';
import { LOCALES } from '../../i18n/formats';
import { useLanguage, useText } from '../../i18n/language-context';
import { SelectField } from '../../ui/field';
import { DOCUMENT_TYPES } from '../agent/documents/document-filter';
import { useDocumentFilter } from './document-filter';
import styles from './hr-documents.module.css';
import { TEXT } from './text';

/** Type and period; what is chosen stands in the address. */
export function DocumentFilters() {
  const text = useText(TEXT);
  const months = useMonths();
  const id = useId();
  const { filter, years, choose } = useDocumentFilter();
  return (
    <search className={styles.selects} aria-label={text.filters}>
      <SelectField
        id={`${id}type`}
        label={text.type}
        value={filter.type ?? ''}
        onChange={(value) => choose('type', value)}
        choices={[
          { value: '', label: text.everyType },
          ...DOCUMENT_TYPES.map((type) => ({ value: type, label: text.types[type] })),
        ]}
      />
      <SelectField
        id={`${id}year`}
        label={text.year}
        value={filter.year ?? ''}
        onChange={(value) => choose('year', value)}
        choices={[{ value: '', label: text.everyYear }, ...years.map((value) => ({ value, label: value }))]}
      />
      <SelectField
        id={`${id}month`}
        label={text.month}
        value={filter.month ?? ''}
        onChange={(value) => choose('month', value)}
        choices={[{ value: '', label: text.everyMonth }, ...months]}
      />
    </search>
  );
}

/** janvier … décembre, for any year. */
function useMonths() {
  const { language } = useLanguage();
  const format = new Intl.DateTimeFormat(LOCALES[language], { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_, month) => ({
    value: String(month + 1).padStart(2, '0'),
    label: format.format(new Date(Date.UTC(2000, month, 1))),
  }));
}
