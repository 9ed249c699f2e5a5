/** What a reload must not forget of an upload. Neither name nor content: anyone at this device can read it. */
export interface UploadMemory {
  /** Where the pieces go. */
  readonly address: string;
  readonly fingerprint: string;
  readonly size: number;
  /** Bytes known to have arrived. */
  readonly sent: number;
}

const keyOf = (batchId: string) => `portal.upload.${batchId}`;

export function recallUpload(batchId: string): UploadMemory | null {
  const stored = localStorage.getItem(keyOf(batchId));
  return stored === null ? null : parse(stored);
}

export function rememberUpload(batchId: string, memory: UploadMemory): void {
  localStorage.setItem(keyOf(batchId), JSON.stringify(memory));
}

export function forgetUpload(batchId: string): void {
  localStorage.removeItem(keyOf(batchId));
}

/** Another version of this page may have written it. */
function parse(stored: string): UploadMemory | null {
  try {
    const { address, fingerprint, size, sent } = Object(JSON.parse(stored)) as Partial<UploadMemory>;
    const whole =
      typeof address === 'string' &&
      typeof fingerprint === 'string' &&
      typeof size === 'number' &&
      size > 0 &&
      typeof sent === 'number';
    return whole ? { address, fingerprint, size, sent } : null;
  } catch {
    return null;
  }
}
