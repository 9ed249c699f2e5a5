import { claimFolder } from '../../../infra/local/folder-claim';

/** Started by folder-claim.test.ts: at each `claim` says whether it has the folder, and keeps it until `release`. */
async function main(): Promise<void> {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('usage: claim-runner FOLDER');
  let release: () => Promise<void> = async () => undefined;
  const follow = async (order: unknown): Promise<void> => {
    if (order === 'release') {
      await release();
      process.send?.('released');
      return;
    }
    const claimed = await claimFolder(folder);
    if ('release' in claimed) release = claimed.release;
    process.send?.('release' in claimed ? 'held' : 'refused');
  };
  process.on('message', (order) => void follow(order));
  process.send?.('ready');
}

void main();
