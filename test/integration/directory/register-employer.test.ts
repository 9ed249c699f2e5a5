import { openEmployerRecords } from '../../../services/directory/employer-records';
import { readEmployer } from '../../../services/directory/read-employer';
import { registerEmployer } from '../../../services/directory/register-employer';
import { COMMUNE, hrOf, type Installation, OPERATOR, openInstallation, readTrace } from './installation';

let installation: Installation;
beforeAll(async () => {
  installation = await openInstallation();
});
afterAll(() => installation.stop());

const register = (employer: Partial<Parameters<typeof registerEmployer>[2]>) =>
  registerEmployer(installation.deps, OPERATOR, { siret: COMMUNE, name: 'Commune', ...employer });

test.each([
  ['siret-invalid', { siret: '21990041200013' }],
  ['siret-invalid', { siret: '2199004120001' }],
  ['employer-name-invalid', { name: '  ' }],
  ['employer-name-invalid', { name: 'Ville\u0000' }],
  ['employer-name-invalid', { name: 'Ville \u202Eelliv' }],
  ['notice-date-invalid', { noticeDate: '2026-02-30' }],
  ['settings-invalid', { settings: { noticeMonths: 0 } }],
])('refuses %s', async (code, employer) => {
  await expect(register(employer)).rejects.toMatchObject({ code });
});

test('registers an employer once, with the defaults of law, journaled in the operator scope', async () => {
  const { id } = await register({ siret: '219 900 412 00012', settings: { noticeMonths: 2 } });
  await expect(register({ name: 'Again' })).rejects.toMatchObject({ code: 'siret-taken' });
  const employer = await installation.deps.uow.run(hrOf(id), (tx) => readEmployer(tx, id));
  expect(employer).toEqual({
    id,
    siret: COMMUNE,
    name: 'Commune',
    regime: 'opt-out',
    noticeDate: null,
    settings: {
      noticeMonths: 2,
      printUntilActivated: true,
      retentionYears: { payslip: 5, certificate: 5, decision: 50, other: 10 },
      manifestOnlyTypes: [],
      quotas: { openBatches: 1_000, stagedMebibytes: 51_200, itemsPerDay: 1_000_000 },
      endedNumberMonths: 12,
      furtherSlips: { sharePercent: 20, minimum: 2 },
    },
  });
  expect(await readTrace(installation, 'create-employer')).toEqual(['done - operator operator-admin']);
});

test('a record opens only in the row, of the kind and for the employer it was sealed for', async () => {
  const [one, two] = await Promise.all(
    ['24990107500021', '26990052800010'].map((siret) => register({ siret })),
  );
  const { uow } = installation.deps;
  const open = (id = '') => uow.run(hrOf(id), (tx) => openEmployerRecords(tx, installation.deps, id));
  const [own, other] = await Promise.all([open(one?.id), open(two?.id)]);
  const sealed = own.seal('title', 'row-1', 'Bulletin');
  expect(own.open('title', 'row-1', sealed)).toBe('Bulletin');
  expect(() => own.open('title', 'row-2', sealed)).toThrow();
  expect(() => own.open('claim', 'row-1', sealed)).toThrow();
  expect(() => other.open('title', 'row-1', sealed)).toThrow();
  expect(own.index('name', 'martin')).toEqual(own.index('name', 'martin'));
  expect(own.index('name', 'martin')).not.toEqual(own.index('path', 'martin'));
  expect(own.index('name', 'martin')).not.toEqual(other.index('name', 'martin'));
  await expect(
    uow.run(hrOf(one?.id ?? ''), (tx) => openEmployerRecords(tx, installation.deps, two?.id ?? '')),
  ).rejects.toMatchObject({ code: 'employer-not-found' });
});
