import { itemSentences } from './messages/item-sentences';
import type { Language, Messages } from './messages/messages';
import type { AttentionItem } from './outcome';
import { printable } from './printable';
import type { PushResult } from './push-file';

/** `40 reçus = 36 déposés + 2 en quarantaine + …`: states that this client does not know stand as they are. */
export function writeCounts(
  { received, counts }: Pick<PushResult['batch'], 'received' | 'counts'>,
  say: Messages,
): string {
  const names = [...new Set([...Object.keys(say.itemStates), ...Object.keys(counts)])];
  const parts = names.flatMap((name) => {
    const count = counts[name] ?? 0;
    const [one, several] = say.itemStates[name] ?? [name, name];
    return count === 0 ? [] : [`${count} ${count === 1 ? one : several}`];
  });
  return parts.length === 0 ? say.received(received) : `${say.received(received)} = ${parts.join(' + ')}`;
}

/** The result for a person: what became of the batch, and what each doubtful item needs. */
export function writeSummary(
  { batch, outcome, attention, attentionTotal }: PushResult,
  context: { readonly say: Messages; readonly language: Language; readonly report: string | null },
): string[] {
  const { say, language, report } = context;
  const isProposed = batch.state === 'proposed';
  const lines = [isProposed ? writeProposal(batch.proposal, say) : writeCounts(batch, say)];
  if (attentionTotal > 0) {
    lines.push(say.attention(attentionTotal), ...attention.flatMap((item) => writeItem(item, say, language)));
    const more = attentionTotal - attention.length;
    if (more > 0) lines.push(say.more(more, report));
  }
  if (isProposed) lines.push(say.proposed);
  else if (outcome === 'deposited') lines.push(say.allDone);
  else if (batch.blocked !== null && batch.state !== 'completed') lines.push(say.forAPerson);
  return lines;
}

function writeProposal(proposal: PushResult['batch']['proposal'], say: Messages): string {
  if (proposal === null) return say.received(0);
  const { ready, duplicates, toCheck, unreadable, toPrint } = proposal;
  const counts = {
    deposited: ready,
    duplicate: duplicates,
    quarantined: toCheck,
    rejected: unreadable,
    'to-print': toPrint,
  };
  const received = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return writeCounts({ received, counts }, say);
}

function writeItem(
  { file, pages, state, code, reason }: AttentionItem,
  say: Messages,
  language: Language,
): string[] {
  const sentences = code === null ? undefined : itemSentences[code];
  const sentence = sentences?.[language === 'fr' ? 0 : 1] ?? reason ?? '';
  const next = sentences === undefined ? (say.statesMean[state] ?? '') : '';
  const what = file === '' ? `p. ${pages}` : file;
  const [name = state] = say.itemStates[state] ?? [];
  return [
    `  ${what}: ${name}${code === null ? '' : ` (${code})`}`,
    `      ${[sentence, next].filter((part) => part !== '').join(' ')}`,
  ].map((line) => printable(line).trimEnd());
}
