import { HASH_SIZE } from './tree-hash';

/** What a tree head states (C2SP tlog-checkpoint). */
export interface TreeHead {
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

export function writeCheckpointText(head: TreeHead): string {
  return `${head.origin}\n${head.size}\n${head.root.toString('base64')}\n`;
}

/** NULL when the text is no checkpoint. Extension lines after the third are ignored. */
export function parseCheckpointText(text: string): TreeHead | null {
  const [origin, size, encodedRoot, ...rest] = text.split('\n');
  if (!origin || size === undefined || encodedRoot === undefined || rest.length === 0) return null;
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) return null;
  const root = Buffer.from(encodedRoot, 'base64');
  if (root.length !== HASH_SIZE || root.toString('base64') !== encodedRoot) return null;
  return { origin, size: Number(size), root };
}
