import path from 'node:path';
import { z } from 'zod';
import type { KeyAlgorithm } from './pki/certificates';
import { PKI_FILES } from './pki/create-pki';
import type { Environment, LocalPki } from './stack-environment';
import type { Supervisor } from './supervise';

const readyLine = z.object({ tsaUrl: z.string() });

/** The local CA and TSA, a program of its own: made at first start, kept in the folder. */
export async function startLocalPki(
  supervisor: Supervisor,
  folder: string,
  given: Environment,
  sealKey: KeyAlgorithm,
): Promise<LocalPki> {
  const dir = path.join(folder, 'pki');
  const clock = given.CLOCK_OFFSET_FILE === undefined ? [] : ['--clock-offset-file', given.CLOCK_OFFSET_FILE];
  const program = await supervisor.start({
    name: 'pki',
    script: 'infra/local/pki/main.js',
    arguments: ['--dir', dir, '--port', '0', '--seal-algorithm', sealKey, ...clock],
    environment: given,
    whenItDies: 'stop-all',
  });
  return {
    tsa: {
      TSA_URL: readyLine.parse(program.ready).tsaUrl,
      TSA_CA_FILE: path.join(dir, PKI_FILES.trustedTsaCa),
    },
    seal: {
      SEAL_CA_FILE: path.join(dir, PKI_FILES.trustedSealCa),
      SEAL_P12_FILE: path.join(dir, PKI_FILES.sealP12),
      SEAL_P12_PASSWORD_FILE: path.join(dir, PKI_FILES.sealPassword),
    },
  };
}
