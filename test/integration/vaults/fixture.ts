import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import supertest from 'supertest';
import type { AgentFixture } from '../../fixtures/payroll/model';
import type { Credential } from '../api/api-fixture';
import { activateAgent, type Office, openOffice } from '../ingestion/office';
import { openPipeline, type Pipeline } from '../ingestion/pipeline';

/** Two employers; an agent of each has one slip, the first one's colleague another. */
export interface Vaults {
  readonly pipeline: Pipeline;
  readonly office: Office;
  readonly neighbour: Office;
  readonly agent: Holder;
  readonly colleague: Holder;
  readonly stranger: Holder;
}

export interface Holder {
  readonly person: AgentFixture;
  readonly session: Credential;
  readonly documentId: string;
}

export async function openVaults(): Promise<Vaults> {
  const pipeline = await openPipeline();
  const office = await openOffice(pipeline);
  const neighbour = await openOffice(pipeline);
  const hold = async (at: Office): Promise<Holder> => {
    const person = await at.hire({});
    const { items } = await at.push([{ agent: person }]);
    const documentId = items[0]?.documentId ?? '';
    return { person, documentId, session: await activateAgent(pipeline, at, person) };
  };
  const agent = await hold(office);
  const colleague = await hold(office);
  const stranger = await hold(neighbour);
  return { pipeline, office, neighbour, agent, colleague, stranger };
}

/** GET; the body as bytes, whatever it is. NULL: the connection broke before the end. */
export async function fetchBytes(
  pipeline: Pipeline,
  target: string,
  who: Credential,
): Promise<{ status: number; body: Buffer; headers: Record<string, string> } | null> {
  try {
    const answer = await supertest(pipeline.app)
      .get(target)
      .set(who)
      .buffer(true)
      .parse((response, done) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => done(null, Buffer.concat(parts)));
        response.on('error', (error) => done(error, null));
        response.on('aborted', () => done(new Error('aborted'), null));
      });
    return { status: answer.status, body: answer.body, headers: answer.headers };
  } catch {
    return null;
  }
}

export function codeOf(answer: { status: number; body: Buffer } | null): unknown[] {
  if (answer === null) return [null, null];
  return [answer.status, answer.status < 400 ? null : JSON.parse(answer.body.toString()).code];
}

/** The stored object of a copy, changed in place as a failing disk or an intruder would. */
export async function damageObject(
  { storeRoot }: Pipeline,
  bucket: 'agent-vaults' | 'employer-vaults',
  documentId: string,
  change: (bytes: Buffer) => Buffer,
): Promise<() => Promise<void>> {
  const names = await readdir(path.join(storeRoot, bucket), { recursive: true });
  const name = names.find((one) => one.includes(`${documentId}@`));
  if (name === undefined) throw new Error('no such object');
  const file = path.join(storeRoot, bucket, name);
  const before = await readFile(file);
  await writeFile(file, change(Buffer.from(before)));
  return () => writeFile(file, before);
}
