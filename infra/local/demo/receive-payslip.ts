import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type ApiClient, ApiError } from './api-client';
import type { ReportRow } from './compare-report';
import { activate, type PreparedEmployer } from './prepare-installation';
import type { SignIn } from './transcript';

interface Agent {
  readonly id: string;
  readonly payrollNumber: string;
  readonly birthDate: string;
}

interface OwnDocument {
  readonly id: string;
  readonly period: string;
  readonly sha256: string;
  readonly sealLevel: string;
}

interface TraceEntry {
  readonly role: string;
  readonly action: string;
  readonly employerName: string | null;
}

export interface ReceivedPayslip {
  readonly signIn: SignIn;
  readonly pdf: string;
  readonly proof: string;
  readonly listed: number;
  readonly trace: readonly TraceEntry[];
}

/** An agent's way: activate with the code of the letter, sign in, list, download, fetch the proof. */
export async function receivePayslip(
  api: ApiClient,
  employer: PreparedEmployer,
  deposited: ReportRow,
  output: string,
): Promise<ReceivedPayslip> {
  const agent = await findAgent(employer, deposited.payrollNumber);
  const { code } = await employer.hr.post<{ code: string }>(
    `/v1/employers/${employer.id}/agents/${agent.id}/activation-code`,
  );
  // An account of their own choosing: the invitation's address may be another's already.
  const signIn = await activate(api, 'Agent', {
    code,
    birthDate: agent.birthDate,
    login: 'agent@example.org',
  });
  const session = await api.signIn(signIn.login, signIn.password);
  const { items } = await session.get<{ items: OwnDocument[] }>('/v1/me/documents');
  const own = items.find((document) => document.id === deposited.documentId);
  if (own === undefined) throw new Error('the deposited document is not in the agent’s vault');
  const pdf = await session.bytes(`/v1/me/documents/${own.id}/content`);
  if (createHash('sha256').update(pdf).digest('hex') !== own.sha256) {
    throw new Error('the download is not what was sealed');
  }
  const files = { pdf: path.join(output, 'bulletin.pdf'), proof: path.join(output, 'bulletin.proof.json') };
  await writeFile(files.pdf, pdf);
  await writeFile(files.proof, await fetchProof(session, own.id));
  const { items: trace } = await session.get<{ items: TraceEntry[] }>('/v1/me/journal');
  return { ...files, signIn, listed: items.length, trace };
}

async function findAgent({ id, hr }: PreparedEmployer, payrollNumber: string): Promise<Agent> {
  for (let cursor = ''; ; ) {
    const page = await hr.get<{ items: Agent[]; nextCursor: string | null }>(
      `/v1/employers/${id}/agents?limit=200${cursor}`,
    );
    const found = page.items.find((agent) => agent.payrollNumber === payrollNumber);
    if (found !== undefined) return found;
    if (page.nextCursor === null) throw new Error('the agent is not in the directory');
    cursor = `&cursor=${page.nextCursor}`;
  }
}

/** The journal publishes within seconds of a deposit. */
async function fetchProof(session: ApiClient, documentId: string): Promise<Buffer> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await session.bytes(`/v1/me/documents/${documentId}/proof`, 'application/json');
    } catch (error) {
      const notYet = error instanceof ApiError && error.code === 'proof-not-ready';
      if (!notYet || attempt === 100) throw error;
      await delay(200);
    }
  }
}
