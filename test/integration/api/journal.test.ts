import supertest from 'supertest';
import { advanceLog } from '../../../services/journal/advance-log';
import { createCheckpointSigner, createJournalKey } from '../../../services/journal/checkpoint';
import { COMMUNE } from '../directory/installation';
import {
  type Api,
  activate,
  type Credential,
  employAgent,
  inviteStaff,
  openApi,
  takeInEmployer,
} from './api-fixture';

let api: Api;
let agent: Credential;
let other: Credential;
let entryId: string;

beforeAll(async () => {
  api = await openApi();
  const { app, installation } = api;
  const operator = await activate(app, { code: installation.operatorCode });
  const employer = { id: await takeInEmployer(app, operator, COMMUNE), siret: COMMUNE };
  const hr = await inviteStaff(app, operator, employer.id, 'hr');
  agent = await employAgent(app, hr, employer, '00017');
  other = await employAgent(app, hr, employer, '00018');
  await advanceLog({
    unitOfWork: installation.worker,
    signer: createCheckpointSigner(createJournalKey(), 'coffre.example/journal'),
    clock: installation.deps.clock,
  });
  const [row] = await installation.look<{ id: string }>(
    `select e.id from journal_entry e join vault_ownership v on v.vault_id = e.subject_id
     join payroll_number p on p.employment_id = v.employment_id
     where p.number = '00017' and e.action = 'activate'`,
  );
  entryId = row?.id ?? '';
});

afterAll(() => api.installation.stop());

describe('the journal over HTTP', () => {
  it('shows anybody the checkpoint and the tiles under it, and no more', async () => {
    const checkpoint = await supertest(api.app).get('/v1/journal/checkpoint');
    expect(checkpoint.headers['content-type']).toBe('text/plain; charset=utf-8');
    const [origin, size = ''] = checkpoint.text.split('\n');
    expect(origin).toBe('coffre.example/journal');
    const tile = await supertest(api.app).get(`/v1/journal/tile/0/000.p/${size}`);
    expect(tile.headers['content-type']).toBe('application/octet-stream');
    expect(tile.headers['cache-control']).toContain('immutable');
    expect(tile.body).toHaveLength(32 * Number(size));
    const beyond = await supertest(api.app).get(`/v1/journal/tile/0/000.p/${Number(size) + 1}`);
    expect(beyond.status).toBe(404);
    expect(beyond.headers['cache-control']).toBe('no-store');
  });

  it('opens an entry to the owner of its vault alone, and traces that', async () => {
    const path = `/v1/journal/entries/${entryId}/proof`;
    const proof = await supertest(api.app).get(path).set(agent);
    expect(proof.status).toBe(200);
    expect(JSON.parse(proof.body.payload)).toMatchObject({ entry: entryId, action: 'activate' });
    expect(proof.body.checkpoint).toContain('coffre.example/journal');
    const traced = await api.installation.look(`select 1 from journal_entry where action = 'prove'`);
    expect(traced).toHaveLength(1);
    expect((await supertest(api.app).get(path).set(other)).status).toBe(404);
    expect((await supertest(api.app).get(path)).status).toBe(401);
  });
});
