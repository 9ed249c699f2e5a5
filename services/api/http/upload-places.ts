import type { Principal } from '../../identity/principal';
import { HttpError } from './problem';
import type { Route } from './route';

/** Large bodies that are taken in at a time: each holds a part of its file in memory. */
export interface UploadPlaces {
  /**
   * @param employer whose body it is
   * @returns gives the place back
   * @throws {HttpError} `uploads-busy`, `quota-uploads-at-once`
   */
  take(employer: string): () => void;
}

export interface UploadPlaceLimits {
  readonly uploadsAtOnce: number;
  /** Less than all: one employer cannot shut out the others. */
  readonly uploadsAtOnceOfEmployer: number;
}

/** Of this process: another one has memory of its own. */
export function createUploadPlaces({
  uploadsAtOnce,
  uploadsAtOnceOfEmployer,
}: UploadPlaceLimits): UploadPlaces {
  const taken = new Map<string, number>();
  let all = 0;
  return {
    take(employer) {
      const own = taken.get(employer) ?? 0;
      if (own >= uploadsAtOnceOfEmployer) throw new HttpError('quota-uploads-at-once', RETRY);
      if (all >= uploadsAtOnce) throw new HttpError('uploads-busy', RETRY);
      all += 1;
      taken.set(employer, own + 1);
      return () => {
        all -= 1;
        const left = (taken.get(employer) ?? 1) - 1;
        if (left === 0) taken.delete(employer);
        else taken.set(employer, left);
      };
    },
  };
}

const RETRY = { retryAfterSeconds: 5 };

/** JSON and forms are small; what anyone may send has places of its own, where it goes. */
export function needsUploadPlace({ access, body }: Pick<Route, 'access' | 'body'>): boolean {
  return access !== 'public' && body !== undefined && body.kind !== 'json' && body.kind !== 'form';
}

/** The employer that the path names; what a person sends of their own is theirs. */
export function uploaderOf(principal: Principal | null, employerId: unknown): string {
  if (typeof employerId === 'string') return employerId;
  return principal?.kind === 'account' ? principal.accountId : '';
}
