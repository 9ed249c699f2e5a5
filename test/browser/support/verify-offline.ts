import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ApiClient } from '../../../infra/local/demo/api-client';
import { PROGRAMS } from './repository';

/** Judges files with the independent verifier and the anchors that the service publishes. Throws unless all is verified. */
export async function verifyOffline(url: string, files: Readonly<Record<string, Buffer>>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'coffre-verify-'));
  try {
    const anchors = await new ApiClient(url).get<{ sealCa: string; tsaCa: string; journalKey: string }>(
      '/v1/trust',
    );
    const write = (name: string, content: string | Buffer) => writeFile(path.join(folder, name), content);
    await write('seal-ca.pem', anchors.sealCa);
    await write('tsa-ca.pem', anchors.tsaCa);
    await write('journal.vkey', `${anchors.journalKey}\n`);
    for (const [name, content] of Object.entries(files)) await write(name, content);
    const { stdout } = await promisify(execFile)(process.execPath, [
      path.join(PROGRAMS, 'services/cli/main.js'),
      'verify',
      ...Object.keys(files).map((name) => path.join(folder, name)),
      '--trust',
      folder,
    ]);
    return stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
