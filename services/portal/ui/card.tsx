import type { ReactNode } from 'react';
import { COMMON } from '../i18n/frame';
import { useFormats, useText } from '../i18n/language-context';
import styles from './card.module.css';
import { Icon } from './icon';

interface CardProps {
  readonly title?: ReactNode;
  /** 2 by default: a card stands right below the page's heading. */
  readonly level?: 2 | 3;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Card({ title, level = 2, actions, children }: CardProps) {
  const Heading = `h${level}` as const;
  return (
    <section className={styles.card}>
      {title !== undefined && (
        <div className={styles.head}>
          <Heading>{title}</Heading>
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}

interface FigureProps {
  readonly value: number;
  readonly label: ReactNode;
}

/** A number and what it counts. */
export function Figure({ value, label }: FigureProps) {
  const formats = useFormats();
  return (
    <p>
      <span className={styles.figure}>{formats.number(value)}</span>
      <br />
      <span className={styles.figureLabel}>{label}</span>
    </p>
  );
}

export interface Fact {
  readonly name: string;
  readonly value: ReactNode;
}

/** Names and what they say, for a single thing. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles.list}>
      {facts.map(({ name, value }) => (
        <FactPair key={name} name={name} value={value} />
      ))}
    </dl>
  );
}

function FactPair({ name, value }: Fact) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

/** What only some want to know; technical words stand here and nowhere else. */
export function Details({ title, children }: { readonly title?: string; readonly children: ReactNode }) {
  const text = useText(COMMON);
  return (
    <details className={styles.details}>
      <summary>
        <Icon name="down" size={16} /> {title ?? text.details}
      </summary>
      <div className={styles.detailsBody}>{children}</div>
    </details>
  );
}
