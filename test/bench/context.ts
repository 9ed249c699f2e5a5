import type { Closers } from '../../infra/local/closers';
import type { Batches } from './batches';
import type { BenchOptions } from './options';

/** What every measure works with. */
export interface BenchContext {
  /** The repository; its programs lie compiled in `dist`. */
  readonly root: string;
  /** Temporary, removed at the end. */
  readonly scratch: string;
  readonly options: BenchOptions;
  readonly batches: Batches;
  /** Of what must not outlive an interrupted run. */
  readonly closers: Closers;
  readonly say: (sentence: string) => void;
}
