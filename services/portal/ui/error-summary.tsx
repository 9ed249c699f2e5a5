import { useEffect, useRef } from 'react';
import { COMMON } from '../i18n/frame';
import { useText } from '../i18n/language-context';
import type { FormError } from './form-error';
import { Notice } from './notice';

export type { FormError };

/** Above a form that was refused: takes the focus, and leads to each field. Give it a `key` per attempt. */
export function ErrorSummary({ errors }: { readonly errors: readonly FormError[] }) {
  const text = useText(COMMON);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  if (errors.length === 0) return null;
  const onFields = errors.filter(({ field }) => field !== null).length;
  return (
    <Notice
      ref={box}
      tabIndex={-1}
      tone="danger"
      announce="alert"
      {...(onFields === 0 ? {} : { title: text.errorSummaryTitle(onFields) })}
    >
      {onFields === 0 ? (
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
