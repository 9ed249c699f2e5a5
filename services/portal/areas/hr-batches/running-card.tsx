import type { Batch } from '../../api/schema';
import { useFormats, useText } from '../../i18n/language-context';
import { Card } from '../../ui/card';
import { Notice } from '../../ui/notice';
import { Row } from '../../ui/page';
import { Progress } from '../../ui/progress';
import { isTrial } from './batch-state';
import { StopButton } from './stop-button';
import { TEXT } from './text';

type RunningState = keyof (typeof TEXT)['fr']['running'];

/** The server is at work, or waits for what it needs. */
export function RunningCard({ batch }: { readonly batch: Batch }) {
  const text = useText(TEXT);
  const trial = isTrial(batch);
  return (
    <Card title={text.states[batch.state]}>
      <p>{text.running[batch.state as RunningState]}</p>
      {batch.blocked === null ? <Step batch={batch} /> : <Blocked blocked={batch.blocked} />}
      <p>
        {trial && `${text.checkingNothingSent} `}
        {text.mayLeave}
      </p>
      {trial && (
        <Row>
          <StopButton batch={batch} />
        </Row>
      )}
    </Card>
  );
}

/** How far it is: known once it deposits, item by item. */
function Step({ batch }: { readonly batch: Batch }) {
  const text = useText(TEXT).progress;
  const formats = useFormats();
  if (batch.state !== 'depositing' || batch.received === 0) {
    return <Progress label={text.checking} share={null} />;
  }
  const done = batch.received - (batch.counts.pending ?? 0);
  return (
    <Progress
      label={text.depositing}
      share={done / batch.received}
      detail={text.outOf(formats.number(done), formats.number(batch.received))}
    />
  );
}

function Blocked({ blocked }: { readonly blocked: NonNullable<Batch['blocked']> }) {
  const text = useText(TEXT).blocked;
  const formats = useFormats();
  const sentence = text.codes[blocked.code] ?? text.other;
  return (
    <Notice tone="warning" announce="status" title={text.title}>
      <p>
        {blocked.nextTryAt === null ? `${sentence}.` : text.tryAt(sentence, formats.time(blocked.nextTryAt))}
      </p>
      <p>{text.patience}</p>
    </Notice>
  );
}
