import type { UseMutationResult } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { AgentsImportReport } from '../../../api/schema';
import { useFormats, useText } from '../../../i18n/language-context';
import { useEmployer } from '../../../session/use-employer';
import { Button } from '../../../ui/button';
import { Card, Figure } from '../../../ui/card';
import { Failure } from '../../../ui/failure';
import { Notice } from '../../../ui/notice';
import { Grid, Row } from '../../../ui/page';
import { TEXT } from '../text';
import { refusedCount } from './refused-count';
import { RefusedRows } from './refused-rows';

interface ImportReviewProps {
  readonly report: AgentsImportReport;
  readonly content: Blob;
  readonly confirm: UseMutationResult<AgentsImportReport, Error, Blob>;
  onOther(): void;
}

/** What the file would do, and the question whether it shall. */
export function ImportReview({ report, content, confirm, onOther }: ImportReviewProps) {
  const text = useText(TEXT).importing;
  const { created, updated } = report;
  const refused = refusedCount(report);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h2 ref={heading} tabIndex={-1}>
        {text.review}
      </h2>
      {report.ignored < report.rows && <ReportFigures report={report} />}
      {created + updated === 0 ? (
        <NothingToDo report={report} />
      ) : (
        refused > 0 && (
          <Notice tone="warning" title={text.partlyTitle(refused)}>
            <p>{text.partly(refused)}</p>
          </Notice>
        )
      )}
      {confirm.isError && <Failure error={confirm.error} />}
      <Row>
        {created + updated > 0 && (
          <Button isPending={confirm.isPending} onPress={() => confirm.mutate(content)}>
            {text.confirm(created + updated)}
          </Button>
        )}
        <Button look="secondary" isDisabled={confirm.isPending} onPress={onOther}>
          {text.other}
        </Button>
      </Row>
      <RefusedRows report={report} content={content} />
    </>
  );
}

function ReportFigures({ report }: { readonly report: AgentsImportReport }) {
  const text = useText(TEXT).importing;
  const refused = refusedCount(report);
  return (
    <Card>
      <Grid>
        <Figure value={report.created} label={text.created(report.created)} />
        <Figure value={report.updated} label={text.updated(report.updated)} />
        <Figure value={report.unchanged} label={text.unchanged} />
        <Figure value={refused} label={text.refused(refused)} />
      </Grid>
      {report.ignored > 0 && <p>{text.ignored(report.ignored)}</p>}
    </Card>
  );
}

function NothingToDo({ report }: { readonly report: AgentsImportReport }) {
  const text = useText(TEXT).importing;
  const formats = useFormats();
  const { siret } = useEmployer();
  const refused = refusedCount(report);
  if (report.unchanged > 0 && refused === 0) {
    return (
      <Notice tone="info" title={text.nothingTitle}>
        <p>{text.allKnown}</p>
      </Notice>
    );
  }
  const why = report.unchanged > 0 ? text.restKnown : text.allRefused;
  return (
    <Notice tone="danger" title={text.nothingTitle}>
      <p>{report.ignored === report.rows ? text.allIgnored(formats.siret(siret)) : why}</p>
    </Notice>
  );
}
