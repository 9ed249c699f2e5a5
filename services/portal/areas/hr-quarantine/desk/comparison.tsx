import type { ReactNode } from 'react';
import type { ItemDetail } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { Badge } from '../../../ui/badge';
import { SafeText } from '../../../ui/safe-text';
import { type Column, Table } from '../../../ui/table';
import { holdsName, isDocumentType, isIsoDay, isPeriod, isSiret, sameNumber } from '../read-claim';
import { TEXT, TYPE_TEXT } from '../text';
import styles from './desk.module.css';

interface Row {
  readonly name: string;
  readonly claim: ReactNode;
  readonly page: ReactNode;
  /** What both say is plainly not the same. */
  readonly remark?: string | null;
}

/** What the sender says of the document, beside what can be read on it. */
export function Comparison({ detail }: { readonly detail: ItemDetail }) {
  const text = useText(TEXT).compare;
  const rows = useRows(detail);
  const columns: Column<Row>[] = [
    { name: text.what, cell: ({ name }) => name },
    { name: text.claim, cell: ({ claim }) => claim ?? <Silent>{text.nothing}</Silent> },
    {
      name: text.page,
      cell: ({ page, remark = null }) => (
        <span className={styles.said}>
          {page ?? <Silent>{text.nothingSure}</Silent>}
          {remark !== null && <Badge tone="warning">{remark}</Badge>}
        </span>
      ),
    },
  ];
  return <Table caption={text.caption} columns={columns} rows={rows} keyOf={({ name }) => name} />;
}

function Silent({ children }: { readonly children: string }) {
  return <span className={styles.quiet}>{children}</span>;
}

function useRows({ claim, page }: ItemDetail): Row[] {
  const text = useText(TEXT).compare;
  const types = useText(TYPE_TEXT);
  const { siret } = useEmployer();
  const { rows, differs, otherSiret } = text;
  const notCompared = <Silent>{text.notCompared}</Silent>;
  const read = useReadValues();
  const claimedName = [claim.familyName, claim.givenName].filter((part) => part !== null).join(' ');
  const unless = (same: (one: string, other: string) => boolean, one: string | null, other: string | null) =>
    one === null || other === null || same(one, other) ? null : differs;
  return [
    {
      name: rows.payrollNumber,
      claim: asWritten(claim.payrollNumber),
      page: asWritten(page.payrollNumber),
      remark: unless(sameNumber, claim.payrollNumber, page.payrollNumber),
    },
    {
      name: rows.name,
      claim: asWritten(claimedName),
      page: page.names.length === 0 ? null : page.names.map((name) => <Line key={name}>{name}</Line>),
      remark: claimedName === '' || holdsName(page.names, claimedName) ? null : differs,
    },
    {
      name: rows.birthDate,
      claim: read.day(claim.birthDate),
      page: read.day(page.birthDate),
      remark: unless((one, other) => one === other, claim.birthDate, page.birthDate),
    },
    {
      name: rows.period,
      claim: read.month(claim.period),
      page: read.month(page.period),
      remark: unless((one, other) => one === other, claim.period, page.period),
    },
    ...(claim.type === null
      ? []
      : [
          {
            name: rows.type,
            claim: isDocumentType(claim.type) ? types[claim.type] : asWritten(claim.type),
            page: notCompared,
          },
        ]),
    ...(claim.title === null ? [] : [{ name: rows.title, claim: asWritten(claim.title), page: notCompared }]),
    ...(page.siret === null
      ? []
      : [
          {
            name: rows.siret,
            claim: read.siret(siret),
            page: read.siret(page.siret),
            remark: page.siret === siret ? null : otherSiret,
          },
        ]),
  ];
}

function Line({ children }: { readonly children: string }) {
  return (
    <span className={styles.line}>
      <SafeText>{children}</SafeText>
    </span>
  );
}

function asWritten(value: string | null): ReactNode {
  return value === null || value === '' ? null : <SafeText>{value}</SafeText>;
}

/** In the reader's form where it is what it should be, else as it was written. */
function useReadValues() {
  const formats = useFormats();
  const read =
    (known: (value: string) => boolean, format: (value: string) => string) => (value: string | null) =>
      value !== null && known(value) ? format(value) : asWritten(value);
  return {
    day: read(isIsoDay, formats.day),
    month: read(isPeriod, formats.month),
    siret: read(isSiret, (value) => value.replace(/^(...)(...)(...)/, '$1\u00a0$2\u00a0$3 ')),
  };
}
