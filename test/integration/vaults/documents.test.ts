import { createHash, randomUUID } from 'node:crypto';
import supertest from 'supertest';
import { verifyProofFile } from '../../../services/journal/verify/verify-proof-file';
import { readPemCertificates } from '../../../services/sealing/verify/pem';
import { verifyPdf } from '../../../services/sealing/verify/verify-pdf';
import { judgePdf } from '../../support/pdf-judges';
import { type Credential, connectClient, inviteStaff } from '../api/api-fixture';
import { codeOf, fetchBytes, openVaults, type Vaults } from './fixture';

let vaults: Vaults;
beforeAll(async () => {
  vaults = await openVaults();
});
afterAll(() => vaults.pipeline.stop());

const get = (path: string, who: Credential) => supertest(vaults.pipeline.app).get(path).set(who);
const PARTS = ['', '/content', '/proof'];

async function trace(who: Credential) {
  const answer = await get('/v1/me/journal?limit=200', who);
  expect(answer.status).toBe(200);
  return answer.body.items as {
    action: string;
    role: string;
    employerName: string | null;
    documentId: string | null;
  }[];
}

describe('an agent', () => {
  it('lists their documents, and downloads exactly what was sealed', async () => {
    const { agent, pipeline, office } = vaults;
    const { body } = await get('/v1/me/documents', agent.session);
    expect(body).toMatchObject({
      items: [
        { id: agent.documentId, employerName: office.employer.name, type: 'payslip', sealLevel: 'B-T' },
      ],
      nextCursor: null,
    });
    const [listed] = body.items;
    const answer = await fetchBytes(pipeline, `/v1/me/documents/${agent.documentId}/content`, agent.session);
    if (answer === null) throw new Error('cut off');
    expect(answer.headers['content-type']).toBe('application/pdf');
    expect(answer.headers['content-disposition']).not.toContain(agent.person.familyName);
    expect(answer.body.length).toBe(listed.size);
    expect(createHash('sha256').update(answer.body).digest('hex')).toBe(listed.sha256);
    // What was received is its unchanged beginning.
    const source = office.slip(agent.person);
    expect(answer.body.subarray(0, source.length).equals(source)).toBe(true);

    const sealRoots = readPemCertificates(pipeline.trust.sealCa);
    const tsaRoots = readPemCertificates(pipeline.trust.tsaCa);
    expect(verifyPdf(answer.body, { sealRoots, tsaRoots }).status).toBe('verified');
    const { qpdfOk, signatures } = await judgePdf(answer.body, pipeline.trust);
    expect([qpdfOk, signatures]).toEqual([
      true,
      [
        expect.objectContaining({
          valid: true,
          trusted: true,
          totalDocument: true,
          cades: true,
          timestamp: true,
        }),
      ],
    ]);
  });

  it('gets a proof that verifies without the service, for this very file and no other', async () => {
    const { agent, colleague, pipeline } = vaults;
    const file = (id: string, who: Credential, part: string) =>
      fetchBytes(pipeline, `/v1/me/documents/${id}${part}`, who).then(
        (answer) => answer?.body ?? Buffer.alloc(0),
      );
    const pdf = await file(agent.documentId, agent.session, '/content');
    const proof = JSON.parse((await file(agent.documentId, agent.session, '/proof')).toString());
    const key = pipeline.trust.journalKey;
    const verdict = verifyProofFile(proof, pdf, key);
    expect(verdict.state).toBe('verified');
    expect(verifyProofFile(proof, pdf, null).state).toBe('issuer-not-checked');
    const other = await file(colleague.documentId, colleague.session, '/content');
    expect(verifyProofFile(proof, other, key)).toEqual({ state: 'broken', link: 'document-digest' });
    // The employer's entry of the same deposit stays the employer's.
    if (verdict.state !== 'verified') throw new Error('not verified');
    expect(verdict.entries.map(({ payload }) => (payload.subject as { kind: string }).kind)).toEqual([
      'agent',
    ]);
  });

  it('is told of another agent’s document what is told of none: 404, on every route', async () => {
    const { agent, colleague, stranger, pipeline } = vaults;
    const strip = ({ requestId: _, ...problem }: Record<string, unknown>) => problem;
    for (const part of PARTS) {
      const none = await fetchBytes(pipeline, `/v1/me/documents/${randomUUID()}${part}`, agent.session);
      expect(codeOf(none)).toEqual([404, 'document-not-found']);
      for (const { documentId } of [colleague, stranger]) {
        const answer = await fetchBytes(pipeline, `/v1/me/documents/${documentId}${part}`, agent.session);
        expect(strip(JSON.parse(String(answer?.body)))).toEqual(strip(JSON.parse(String(none?.body))));
      }
    }
  });

  it('pages through several documents, newest month first, without overlap', async () => {
    const { office, agent } = vaults;
    for (const period of ['2026-07', '2026-09', '2026-08']) {
      const paper = { agent: agent.person, row: { period }, content: office.slip(agent.person, period) };
      await office.push([paper], { period });
    }
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: supertest.Response = await supertest(vaults.pipeline.app)
        .get('/v1/me/documents')
        .query({ limit: 1, ...(cursor === undefined ? {} : { cursor }) })
        .set(agent.session);
      seen.push(...page.body.items.map((document: { period: string }) => document.period));
      cursor = page.body.nextCursor;
    }
    expect(seen).toEqual(['2026-10', '2026-09', '2026-08', '2026-07']);
    for (const cursor of ['x', '2026-10', `2026-10_${'-'.repeat(36)}`, `9999-99_${'0'.repeat(36)}`]) {
      const refused = await supertest(vaults.pipeline.app)
        .get('/v1/me/documents')
        .query({ cursor })
        .set(agent.session);
      expect([cursor, refused.status, JSON.parse(refused.text).code]).toEqual([
        cursor,
        400,
        'cursor-invalid',
      ]);
    }
    for (const cursor of ['x', '-'.repeat(36)]) {
      const refused = await supertest(vaults.pipeline.app)
        .get('/v1/me/journal')
        .query({ cursor })
        .set(agent.session);
      expect([cursor, refused.status, JSON.parse(refused.text).code]).toEqual([
        cursor,
        400,
        'cursor-invalid',
      ]);
    }
  });
});

describe('the employer', () => {
  it('reads its own copy, and the agent sees it by body and role, never by person', async () => {
    const { office, agent, colleague, pipeline } = vaults;
    const before = (await trace(agent.session)).length;
    const target = `${office.path}/documents/${agent.documentId}`;
    const theirs = await fetchBytes(pipeline, `${target}/content`, office.hr);
    const own = await fetchBytes(pipeline, `/v1/me/documents/${agent.documentId}/content`, agent.session);
    expect(theirs?.body.equals(own?.body ?? Buffer.alloc(0))).toBe(true);
    await fetchBytes(pipeline, target, office.client);
    const entries = await trace(agent.session);
    const about = entries
      .slice(0, entries.length - before)
      .filter(({ role }) => role !== 'agent')
      .map(({ action, role, employerName, documentId }) => [action, role, employerName, documentId]);
    expect(about).toEqual([
      ['read-metadata', 'client', office.employer.name, agent.documentId],
      ['read', 'hr', office.employer.name, agent.documentId],
    ]);
    // Nothing of it stands in a colleague's trace.
    expect((await trace(colleague.session)).map(({ documentId }) => documentId)).not.toContain(
      agent.documentId,
    );
  });

  it('never learns whether an agent opened a document', async () => {
    const { office, agent } = vaults;
    const view = async () => [
      (await get(`${office.path}/documents/${agent.documentId}`, office.hr)).text,
      (await get(`${office.path}/documents`, office.hr)).text,
    ];
    const before = await view();
    await get(`/v1/me/documents/${agent.documentId}/content`, agent.session);
    expect(await view()).toEqual(before);
  });

  it('reads with any of its roles, and with no other’s', async () => {
    const { office, neighbour, agent, stranger, pipeline } = vaults;
    const reader = await inviteStaff(pipeline.app, pipeline.operator, office.id, 'hr-reader');
    const depositor = await connectClient(pipeline.app, pipeline.operator, office.id, ['deposit']);
    for (const part of PARTS) {
      const target = `${office.path}/documents/${agent.documentId}${part}`;
      for (const who of [office.hr, reader, office.client]) {
        expect(codeOf(await fetchBytes(pipeline, target, who))).toEqual([200, null]);
      }
      expect(codeOf(await fetchBytes(pipeline, target, depositor))).toEqual([403, 'role-insufficient']);
      for (const who of [neighbour.hr, neighbour.client, agent.session, stranger.session]) {
        expect(codeOf(await fetchBytes(pipeline, target, who))).toEqual([404, 'not-found']);
      }
      const misplaced = `${neighbour.path}/documents/${agent.documentId}${part}`;
      expect(codeOf(await fetchBytes(pipeline, misplaced, neighbour.hr))).toEqual([
        404,
        'document-not-found',
      ]);
      expect(codeOf(await fetchBytes(pipeline, target, {}))).toEqual([401, 'not-authenticated']);
    }
  });

  it('pages through its documents, newest first; a made-up cursor is refused', async () => {
    const { office } = vaults;
    const path = `${office.path}/documents`;
    const all = (await get(`${path}?limit=200`, office.hr)).body.items.map(({ id }: { id: string }) => id);
    const walked: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: supertest.Response = await supertest(vaults.pipeline.app)
        .get(path)
        .query({ limit: 2, ...(cursor === undefined ? {} : { cursor }) })
        .set(office.hr);
      walked.push(...page.body.items.map(({ id }: { id: string }) => id));
      cursor = page.body.nextCursor;
    }
    expect(walked).toEqual(all);
    expect(new Set(walked).size).toBe(walked.length);
    for (const cursor of ['x', '-'.repeat(36)]) {
      const refused = await supertest(vaults.pipeline.app).get(path).query({ cursor }).set(office.hr);
      expect([refused.status, JSON.parse(refused.text).code]).toEqual([400, 'cursor-invalid']);
    }
  });
});
