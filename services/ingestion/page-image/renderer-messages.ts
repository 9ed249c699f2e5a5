/** To the renderer process: the one page of the one document that it draws. */
export interface RenderRequest {
  readonly pdf: Uint8Array;
  /** From 1. */
  readonly page: number;
  /** Pixels. */
  readonly width: number;
  /** A page that would take more is drawn smaller. */
  readonly maxPixels: number;
}

/** From it. */
export type RendererMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'drawn'; readonly png: Uint8Array }
  | { readonly kind: 'failed' };
