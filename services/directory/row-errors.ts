import type { AgentRowError } from './agent-row';

/** More help nobody, and a hostile file has millions. */
const MOST_KEPT = 1_000;

/** Errors of an import: counted all, kept up to a number. */
export interface RowErrors {
  add(error: AgentRowError): void;
  report(): { readonly errors: readonly AgentRowError[]; readonly errorCount: number };
}

export function createRowErrors(): RowErrors {
  const kept: AgentRowError[] = [];
  let count = 0;
  return {
    add(error) {
      count += 1;
      if (kept.length < MOST_KEPT) kept.push(error);
    },
    report: () => ({ errors: kept.sort((a, b) => a.line - b.line), errorCount: count }),
  };
}
