import type { ReactNode } from 'react';
import type { Candidate, ItemDetail } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { Badge } from '../../../ui/badge';
import { PersonName, SafeText } from '../../../ui/safe-text';
import { type Column, Table } from '../../../ui/table';
import { holdsName, isDocumentType, isIsoDay, isPeriod, isSiret, sameNumber } from '../read-claim';
import { TEXT, TYPE_TEXT } from '../text';
import styles from './desk.module.css';
import { differs, type Field, type Side } from './disagreements';
import type { Subject } from './use-subject';

interface Row {
  readonly name: string;
  readonly claim: ReactNode;
  readonly page: ReactNode;
  /** NULL where the agent has nothing of the kind. */
  readonly agent?: ReactNode;
  /** What of it is plainly not so. */
  readonly remarks?: Readonly<Partial<Record<Side, string | null>>>;
}

interface ComparisonProps {
  readonly detail: ItemDetail;
  readonly chosen: Subject | null;
}

/** What the sender says of the document, what can be read on it, and the agent it would go to. */
export function Comparison({ detail, chosen }: ComparisonProps) {
  const text = useText(TEXT).compare;
  // Until somebody is chosen, the one on whose account the document waits.
  const subject = chosen ?? detail.candidates.find(({ named }) => named) ?? null;
  const rows = useRows(detail, subject);
  const columns: Column<Row>[] = [
    { name: text.what, cell: ({ name }) => name },
    {
      name: text.claim,
      cell: ({ claim, remarks }) => (
        <Said remark={remarks?.claim}>{claim ?? <Silent>{text.nothing}</Silent>}</Said>
      ),
    },
    {
      name: text.page,
      cell: ({ page, remarks }) => (
        <Said remark={remarks?.page}>{page ?? <Silent>{text.nothingSure}</Silent>}</Said>
      ),
    },
    ...(subject === null
      ? []
      : [{ name: chosen === null ? text.named : text.chosen, cell: ({ agent = null }: Row) => agent }]),
  ];
  return (
    <div className={styles.comparison}>
      <Table caption={text.caption} columns={columns} rows={rows} keyOf={({ name }) => name} />
    </div>
  );
}

function Said({
  remark = null,
  children,
}: {
  readonly remark?: string | null;
  readonly children: ReactNode;
}) {
  return (
    <span className={styles.said}>
      <span>{children}</span>
      {remark !== null && <Badge tone="warning">{remark}</Badge>}
    </span>
  );
}

function Silent({ children }: { readonly children: string }) {
  return <span className={styles.quiet}>{children}</span>;
}

function useRows(detail: ItemDetail, subject: Subject | null): Row[] {
  const text = useText(TEXT);
  const types = useText(TYPE_TEXT);
  const { siret } = useEmployer();
  const { claim, page } = detail;
  const { rows } = text.compare;
  const notCompared = <Silent>{text.compare.notCompared}</Silent>;
  const read = useReadValues();
  const remarks = useRemarks(detail, subject);
  const claimedName = nameIn(claim);
  return [
    {
      name: rows.payrollNumber,
      claim: asWritten(claim.payrollNumber),
      page: asWritten(page.payrollNumber),
      agent: asWritten(subject?.payrollNumber ?? null),
      remarks: remarks.payrollNumber,
    },
    {
      name: rows.name,
      claim: asWritten(claimedName),
      page: page.names.length === 0 ? null : page.names.map((name) => <Line key={name}>{name}</Line>),
      agent: subject === null ? null : <PersonName of={subject} />,
      remarks: remarks.name,
    },
    {
      name: rows.birthDate,
      claim: read.day(claim.birthDate),
      page: read.day(page.birthDate),
      agent: read.day(subject?.birthDate ?? null),
      remarks: remarks.birthDate,
    },
    {
      name: rows.period,
      claim: read.month(claim.period),
      page: read.month(page.period),
      agent: subject !== null && 'running' in subject ? employment(subject, text.person) : null,
      remarks: remarks.period,
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
            remarks: { page: page.siret === siret ? null : text.compare.otherSiret },
          },
        ]),
  ];
}

type Remarks = Record<'payrollNumber' | 'name' | 'birthDate' | 'period', NonNullable<Row['remarks']>>;

/** Against the agent's record as matching sees it; without an agent, the page against the delivery. */
function useRemarks({ claim, page }: ItemDetail, subject: Subject | null): Remarks {
  const text = useText(TEXT).compare;
  if (subject !== null && 'contradictions' in subject) {
    const found = subject.contradictions;
    const on = (side: Side, ...fields: readonly Field[]) =>
      differs(found, side, ...fields) ? text.differs : null;
    const both = (...fields: readonly Field[]) => ({
      claim: on('claim', ...fields),
      page: on('page', ...fields),
    });
    const name = both('familyName', 'givenName');
    return {
      payrollNumber: both('payrollNumber'),
      name: {
        ...name,
        page: name.page ?? (differs(found, 'page', 'another-agent') ? text.otherAgent : null),
      },
      birthDate: both('birthDate'),
      period: {
        claim: differs(found, 'claim', 'period') ? text.otherMonth : null,
        page: on('page', 'period'),
      },
    };
  }
  const unless = (
    same: (one: string, other: string) => boolean,
    one: string | null,
    other: string | null,
  ) => ({
    page: one === null || other === null || same(one, other) ? null : text.differs,
  });
  const equal = (one: string, other: string) => one === other;
  const claimedName = nameIn(claim);
  return {
    payrollNumber: unless(sameNumber, claim.payrollNumber, page.payrollNumber),
    name: { page: claimedName === '' || holdsName(page.names, claimedName) ? null : text.differs },
    birthDate: unless(equal, claim.birthDate, page.birthDate),
    period: unless(equal, claim.period, page.period),
  };
}

function nameIn({ familyName, givenName }: ItemDetail['claim']): string {
  return [familyName, givenName].filter((part) => part !== null).join(' ');
}

function employment(
  { running }: Candidate,
  text: Readonly<Record<'running' | 'notRunning', string>>,
): ReactNode {
  return running ? text.running : <Badge tone="warning">{text.notRunning}</Badge>;
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
    // The establishment's number may stand on a line of its own: four columns are narrow.
    siret: read(isSiret, (digits) => formats.siret(digits).replace(/\s(?=\d{5}$)/, ' ')),
  };
}
