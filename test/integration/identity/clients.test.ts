import { asAgent, asEmployer, asOperator } from '../../../services/identity/act-as';
import { authenticateToken } from '../../../services/identity/authenticate-token';
import { createClient } from '../../../services/identity/create-client';
import { issueToken } from '../../../services/identity/issue-token';
import { recordRefusal } from '../../../services/identity/record-refusal';
import { revokeClient } from '../../../services/identity/revoke-access';
import {
  addEmployer,
  COMMUNE,
  COMMUNITY,
  dumpText,
  type Installation,
  OPERATOR,
  openInstallation,
  readTrace,
} from '../directory/installation';

let installation: Installation;
let employerId: string;
let client: { clientId: string; clientSecret: string };
beforeEach(async () => {
  installation = await openInstallation();
  employerId = await addEmployer(installation, COMMUNE);
  client = await createClient(installation.deps, OPERATOR, {
    employerId,
    name: 'Logiciel de paie',
    scopes: ['deposit', 'read'],
  });
});
afterEach(() => installation.stop());

const issue = (request: Partial<Parameters<typeof issueToken>[1]> = {}) =>
  issueToken(installation.deps, { ...client, ...request });
const authenticate = (token: string) => authenticateToken(installation.deps, token);

test('a client gets a token and acts for its one employer within its scopes', async () => {
  const issued = await issue();
  expect(issued).toMatchObject({ expiresInSeconds: 3_600, scopes: ['deposit', 'read'] });
  const principal = await authenticate(issued.accessToken);
  expect(principal).toEqual({
    kind: 'client',
    clientId: client.clientId,
    employerId,
    scopes: ['deposit', 'read'],
  });
  expect(asEmployer(principal, employerId, ['hr', 'client:deposit'])).toEqual({
    scope: { kind: 'employer', employerId },
    role: 'client',
    id: client.clientId,
  });
  expect(() => asEmployer(principal, employerId, ['hr', 'client:directory'])).toThrow('role-insufficient');
  const other = await addEmployer(installation, COMMUNITY);
  expect(() => asEmployer(principal, other, ['client:deposit'])).toThrow('not-found');
  expect(() => asOperator(principal)).toThrow('role-insufficient');
  expect(() => asAgent(principal)).toThrow('role-insufficient');
});

test('a token may have fewer scopes than its client, never more', async () => {
  const { accessToken, scopes } = await issue({ scope: 'read' });
  expect(scopes).toEqual(['read']);
  const principal = await authenticate(accessToken);
  expect(() => asEmployer(principal, employerId, ['client:deposit'])).toThrow('role-insufficient');
  for (const scope of ['directory', 'read directory', 'unknown']) {
    await expect(issue({ scope })).rejects.toMatchObject({ code: 'invalid-scope' });
  }
});

test('unknown client, wrong secret and revoked client get one answer; each is journaled', async () => {
  const unknown = { clientId: '018f0000-0000-7000-8000-000000000000' };
  for (const request of [unknown, { clientId: "' or true" }, { clientSecret: 'x' }, { clientSecret: '' }]) {
    await expect(issue(request)).rejects.toMatchObject({ code: 'invalid-client' });
  }
  await revokeClient(installation.deps, OPERATOR, { employerId, clientId: client.clientId });
  await expect(issue()).rejects.toMatchObject({ code: 'invalid-client' });
  expect(await readTrace(installation, 'token-refused')).toEqual([
    'refused invalid-client operator anonymous',
    'refused invalid-client operator anonymous',
    'refused invalid-client employer anonymous',
    'refused invalid-client employer anonymous',
    'refused invalid-client employer anonymous',
  ]);
});

test('a token ends after an hour, and at once with its client', async () => {
  const first = await issue();
  installation.moveTo('2026-10-15T10:00:00Z');
  await expect(authenticate(first.accessToken)).rejects.toMatchObject({ code: 'not-authenticated' });
  const second = await issue();
  expect(await installation.look('select * from access_token')).toHaveLength(1);
  await authenticate(second.accessToken);
  const other = await addEmployer(installation, COMMUNITY);
  const { clientId } = client;
  await expect(
    revokeClient(installation.deps, OPERATOR, { employerId: other, clientId }),
  ).rejects.toMatchObject({ code: 'not-found' });
  await revokeClient(installation.deps, OPERATOR, { employerId, clientId });
  await expect(authenticate(second.accessToken)).rejects.toMatchObject({ code: 'not-authenticated' });
});

test('a refused request of a known client is journaled under its id', async () => {
  const principal = await authenticate((await issue()).accessToken);
  const documentId = '018f0000-0000-7000-8000-00000000000d';
  await recordRefusal(installation.deps, principal, { code: 'not-found', employerId, documentId });
  await recordRefusal(installation.deps, principal, {
    code: 'not-found',
    employerId: 'DUPONT',
    documentId: '',
  });
  expect(await readTrace(installation, 'access-refused')).toEqual([
    'refused not-found operator client',
    'refused not-found operator client',
  ]);
  const entries = await installation.look<{ payload: string }>(
    `select payload from journal_entry where action = 'access-refused' order by id`,
  );
  const [named, unnamed] = entries.map(({ payload }) => JSON.parse(payload));
  expect(named).toMatchObject({ employer: { id: employerId }, document: { id: documentId } });
  expect([unnamed.employer, unnamed.document]).toEqual([undefined, undefined]);
});

test('neither secret nor token stands in any column', async () => {
  const { accessToken } = await issue();
  const dump = await dumpText(installation);
  for (const secret of [client.clientSecret, accessToken]) {
    expect(dump).not.toContain(secret);
    expect(dump).not.toContain(Buffer.from(secret).toString('hex'));
  }
});

test.each([
  ['client-name-invalid', { name: ' ' }],
  ['client-name-invalid', { name: 'Paie\u0000' }],
  ['client-name-invalid', { name: 'Paie \u202Egnp' }],
  ['employer-not-found', { employerId: '018f0000-0000-7000-8000-000000000000' }],
])('a client with %s is not made', async (code, input) => {
  await expect(
    createClient(installation.deps, OPERATOR, { employerId, name: 'x', scopes: ['read'], ...input }),
  ).rejects.toMatchObject({ code });
});
