import type { Agent, Document } from '../../api/schema';
import type { FormError } from '../../ui/form-error';

/** What a person has filled in so far. */
export interface Answers {
  readonly agent: Agent | null;
  readonly type: Document['type'] | null;
  /** `YYYY-MM` */
  readonly period: string;
  readonly title: string;
  readonly file: File | null;
}

/** A form without holes. */
export interface ToDeposit {
  readonly agent: Agent;
  readonly type: Document['type'];
  readonly period: string;
  /** NULL: the agent reads kind and month. */
  readonly title: string | null;
  readonly file: File;
}

type Sentences = Readonly<
  Record<'agentMissing' | 'typeMissing' | 'periodFuture' | 'titleUnseen' | 'fileMissing', string>
>;

/** @param fileError what was found wrong with the file that was chosen */
export function checkAnswers(
  { agent, type, period, title, file }: Answers,
  thisMonth: string,
  text: Sentences,
  fileError: string | null,
): ToDeposit | readonly FormError[] {
  const errors: readonly FormError[] = [
    ...(agent === null ? [{ field: 'agent', message: text.agentMissing, missing: true }] : []),
    ...(type === null ? [{ field: 'type', message: text.typeMissing, missing: true }] : []),
    ...(period > thisMonth ? [{ field: 'month', message: text.periodFuture, missing: false }] : []),
    ...(/\p{C}/u.test(title) ? [{ field: 'title', message: text.titleUnseen, missing: false }] : []),
    ...(file === null ? [{ field: 'file', message: text.fileMissing, missing: true }] : []),
    ...(fileError === null ? [] : [{ field: 'file', message: fileError, missing: false }]),
  ];
  if (agent === null || type === null || file === null || errors.length > 0) return errors;
  return { agent, type, period, title: title.trim() || null, file };
}

/** The form as the API takes it. The file's own name stays here: it may hold anything. */
export function formOf({ agent, type, period, title, file }: ToDeposit): FormData {
  const form = new FormData();
  form.set('agentId', agent.id);
  form.set('type', type);
  form.set('period', period);
  if (title !== null) form.set('title', title);
  // Not every system knows the type of its files.
  form.set('file', new Blob([file], { type: 'application/pdf' }), 'document.pdf');
  return form;
}
