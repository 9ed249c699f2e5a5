import type { PdfVerdict, TrustAnchors } from './verdict';

/** To the verifier process: one file at a time. */
export interface VerifyRequest {
  readonly pdf: Buffer;
  readonly trust: TrustAnchors;
}

export type VerifierMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'judged'; readonly verdict: PdfVerdict };

/** How the process ends itself beyond its memory cap: nothing else sends this one. */
export const MEMORY_SIGNAL = 'SIGALRM';
