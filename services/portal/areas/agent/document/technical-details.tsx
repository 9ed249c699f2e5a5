import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isProblem } from '../../../api/failures';
import type { Document, SealFinding } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { Button } from '../../../ui/button';
import { Details, type Fact } from '../../../ui/card';
import { Failure } from '../../../ui/failure';
import { Icon } from '../../../ui/icon';
import { SafeText } from '../../../ui/safe-text';
import { saveFile } from '../save-file';
import { TEXT } from '../text';
import styles from './document.module.css';
import { useOpened } from './use-opened';
import { type Proof, useProof } from './use-proof';
import { useSealCheck } from './use-seal-check';

interface TechnicalDetailsProps {
  readonly document: Document;
  readonly file: Blob | undefined;
}

/** For an expert. What is here is read only when somebody looks: seal and journal are asked at that moment. */
export function TechnicalDetails({ document, file }: TechnicalDetailsProps) {
  const text = useText(TEXT).document;
  const { holder, open } = useOpened();
  const seal = useSealCheck(document.id, file, open);
  const proof = useProof(document.id, open);
  const facts = text.technical;
  return (
    <div ref={holder}>
      <Details>
        <FactList
          facts={[
            { name: facts.level, value: `PAdES ${seal.data?.level ?? document.sealLevel}` },
            {
              name: facts.sealedBy,
              value: whenRead(seal, facts.checking, ({ sealedBy }) => said(sealedBy, facts.unknown)),
            },
            {
              name: facts.statement,
              value: whenRead(seal, facts.checking, ({ statement }) => said(statement, facts.unknown)),
            },
            { name: facts.time, value: <SealTime document={document} seal={seal.data} /> },
            { name: facts.sha256, value: <code className={styles.hash}>{document.sha256}</code> },
            { name: facts.journal, value: <JournalEntry proof={proof} /> },
          ]}
        />
        {seal.isError && <Failure error={seal.error} onRetry={() => void seal.refetch()} />}
        <ProofDownload documentId={document.id} proof={proof} />
      </Details>
    </div>
  );
}

/** Names above what they say: these are long, and the column is narrow. */
function FactList({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function whenRead<T>(query: UseQueryResult<T>, waiting: string, show: (data: T) => ReactNode): ReactNode {
  if (query.data !== undefined) return show(query.data);
  return query.isError ? '–' : waiting;
}

function said(value: string | null, unknown: string): ReactNode {
  return value === null ? unknown : <SafeText>{value}</SafeText>;
}

/** An unqualified time is never more than what our own clock says (eIDAS, art. 41 and 42). */
function SealTime({
  document,
  seal,
}: {
  readonly document: Document;
  readonly seal: SealFinding | undefined;
}) {
  const text = useText(TEXT).document.technical;
  const formats = useFormats();
  const instant = seal?.time ?? document.sealedAt;
  if (instant === null) return text.unknown;
  const time = formats.dateTime(instant);
  const by = seal?.timeGivenBy ?? null;
  if (by === null) return text.timeOwn(time);
  return (
    <SafeText>
      {seal?.timeQualified === true ? text.timeQualified(time, by) : text.timeOwnBy(time, by)}
    </SafeText>
  );
}

function JournalEntry({ proof }: { readonly proof: UseQueryResult<Proof> }) {
  const text = useText(TEXT).document.technical;
  const formats = useFormats();
  if (isProblem(proof.error, 'proof-not-ready', 'not-yet-published')) return text.notYet;
  return whenRead(proof, text.reading, ({ entry, logSize }) =>
    entry === null || logSize === null
      ? text.unknown
      : text.entry(formats.number(entry), formats.number(logSize)),
  );
}

function ProofDownload({
  documentId,
  proof,
}: {
  readonly documentId: string;
  readonly proof: UseQueryResult<Proof>;
}) {
  const text = useText(TEXT).document;
  const { data } = proof;
  return (
    <>
      <p className={styles.quiet}>{text.proofText}</p>
      {proof.isError && <Failure error={proof.error} onRetry={() => void proof.refetch()} />}
      <Button
        look="secondary"
        isPending={proof.isFetching}
        isDisabled={data === undefined && !proof.isFetching}
        onPress={() => {
          if (data !== undefined) saveFile(data.file, `preuve-${documentId}.json`);
        }}
      >
        <Icon name="download" />
        {text.proof}
      </Button>
    </>
  );
}
