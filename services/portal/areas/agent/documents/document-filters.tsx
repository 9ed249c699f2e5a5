import { useId } from 'react';
import { useApiQuery } from '../../../api/api-context';
import { useText } from '../../../i18n/language-context';
import { useSession } from '../../../session/session-context';
import { SelectField } from '../../../ui/field';
import { TEXT } from '../text';
import { withoutUnseen } from '../without-unseen';
import { DOCUMENT_TYPES, useDocumentFilter } from './document-filter';
import styles from './documents.module.css';

/** Year, type and employer; what is chosen stands in the address. */
export function DocumentFilters() {
  const { types, documents: text } = useText(TEXT);
  const id = useId();
  const { filter, choose } = useDocumentFilter();
  const employers = useEmployers();
  const { data } = useApiQuery('GET /v1/me/years', {}, { refetchOnWindowFocus: false });
  const years = (data?.years ?? []).map(({ year, count }) => ({
    value: year,
    label: text.yearWithCount(year, count),
  }));
  // The one in the address is offered even before the years are known, or where it has no documents.
  const known = filter.year === undefined || years.some(({ value }) => value === filter.year);
  const offered = known ? years : [{ value: filter.year ?? '', label: filter.year ?? '' }, ...years];
  return (
    <search className={styles.filters} aria-label={text.filters}>
      <SelectField
        id={`${id}year`}
        label={text.year}
        value={filter.year ?? ''}
        onChange={(value) => choose('year', value)}
        choices={[{ value: '', label: text.everyYear }, ...offered]}
      />
      <SelectField
        id={`${id}type`}
        label={text.type}
        value={filter.type ?? ''}
        onChange={(value) => choose('type', value)}
        choices={[
          { value: '', label: text.everyType },
          ...DOCUMENT_TYPES.map((type) => ({ value: type, label: types[type] })),
        ]}
      />
      {employers.length > 1 && (
        <SelectField
          id={`${id}employer`}
          label={text.employer}
          value={filter.employerId ?? ''}
          onChange={(value) => choose('employerId', value)}
          choices={[{ value: '', label: text.everyEmployer }, ...employers]}
        />
      )}
    </search>
  );
}

/** Each employer once, however many employments one had there. */
function useEmployers() {
  const { employments } = useSession();
  const names = new Map(employments.map(({ employerId, employerName }) => [employerId, employerName]));
  return [...names].map(([value, name]) => ({ value, label: withoutUnseen(name) }));
}
