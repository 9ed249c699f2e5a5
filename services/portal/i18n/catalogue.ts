import type { ReactNode } from 'react';
import type { Language } from './language';

/** What a catalogue holds: a sentence, a sentence with parts to fill in, or a group of them. */
export type Entry = string | ((...parts: never[]) => ReactNode) | { readonly [name: string]: Entry };

/** The same names and the same parts as another catalogue, with sentences of its own. */
export type SameAs<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...parts: infer P) => infer R
      ? // The words themselves are the other language's.
        (...parts: P) => R extends string ? string : R
      : SameAs<T[K]>;
};

export type Catalogue<T> = Readonly<Record<Language, T>>;
