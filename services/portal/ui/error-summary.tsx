import { useEffect, useRef } from 'react';
import { COMMON } from '../i18n/frame';
import { useText } from '../i18n/language-context';
import type { FormError } from './form-error';
import { FORM_TEXT } from './form-text';
import { Notice } from './notice';

export type { FormError };

/** Above a form that was refused: takes the focus, and leads to each field. Give it a `key` per attempt. */
export function ErrorSummary({ errors }: { readonly errors: readonly FormError[] }) {
  const title = useTitle(errors.filter(({ field }) => field !== null));
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  if (errors.length === 0) return null;
  return (
    <Notice ref={box} tabIndex={-1} tone="danger" announce="alert" {...(title === null ? {} : { title })}>
      {title === null ? (
        errors.map(({ message }) => <p key={message}>{message}</p>)
      ) : (
        <ul>
          {errors.map(({ field, message }) => (
            <li key={`${field}${message}`}>
              {field === null ? message : <FieldLink id={field}>{message}</FieldLink>}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

/** What there is to do; NULL where it is of no single field. */
function useTitle(onFields: readonly FormError[]): string | null {
  const common = useText(COMMON);
  const text = useText(FORM_TEXT);
  const count = onFields.length;
  if (count === 0) return null;
  if (onFields.every(({ missing }) => missing === true)) return text.allMissing(count);
  if (onFields.every(({ missing }) => missing === false)) return text.allWrong(count);
  return common.errorSummaryTitle(count);
}

function FieldLink({ id, children }: { readonly id: string; readonly children: string }) {
  return (
    <a
      href={`#${id}`}
      onClick={(event) => {
        event.preventDefault();
        focusField(id);
      }}
    >
      {children}
    </a>
  );
}

/** The id is the field's or, where a component wraps it, that of what holds it. */
function focusField(id: string): void {
  const found = document.getElementById(id);
  const input = found?.matches('input, select, textarea, button')
    ? found
    : found?.querySelector<HTMLElement>('input, select, textarea, button');
  input?.focus();
}
