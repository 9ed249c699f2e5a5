import type { PageCutErrorCode } from './errors';

/** To the cutting process. One source at a time: the next replaces it. */
export type CutterRequest =
  | { readonly kind: 'source'; readonly bytes: number; readonly maxPages: number }
  | { readonly kind: 'part'; readonly at: number; readonly data: Uint8Array }
  | { readonly kind: 'open' }
  | { readonly kind: 'cut'; readonly pages: readonly number[] }
  | { readonly kind: 'forget' };

/** From it. Silence is a hang. */
export type CutterMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'opened'; readonly pageCount: number }
  | { readonly kind: 'cut'; readonly slip: Uint8Array }
  | { readonly kind: 'forgotten' }
  | { readonly kind: 'failed'; readonly code: PageCutErrorCode };
