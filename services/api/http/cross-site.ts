import type { Request } from 'express';
import { HttpError } from './problem';

/**
 * Refuses a browser's request that another site started. Browsers say where a
 * request comes from (Origin; Sec-Fetch-Site where they know it); machines say
 * nothing and pass, because they bring no cookie of their own accord.
 *
 * @throws {HttpError} `origin-refused`
 */
export function refuseCrossSite(request: Request, publicUrl: string): void {
  const origin = request.get('origin');
  if (origin !== undefined && origin !== publicUrl) throw new HttpError('origin-refused');
  const site = request.get('sec-fetch-site');
  if (site === 'cross-site' || site === 'same-site') throw new HttpError('origin-refused');
}

export function isMutating(method: string): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method.toUpperCase());
}
