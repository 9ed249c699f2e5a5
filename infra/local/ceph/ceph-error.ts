export type CephErrorCode = 'ceph-missing' | 'ceph-not-started';

export class CephError extends Error {
  constructor(
    readonly code: CephErrorCode,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(`${code}: ${detail}`, options);
    this.name = 'CephError';
  }
}
