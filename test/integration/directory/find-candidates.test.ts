import { openEmployerRecords } from '../../../services/directory/employer-records';
import { findCandidates } from '../../../services/directory/find-candidates';
import { foldName } from '../../../services/directory/fold-name';
import {
  addAgents,
  addEmployer,
  COMMUNE,
  COMMUNITY,
  type Installation,
  openInstallation,
  SYSTEM,
} from './installation';

let installation: Installation;
let employerId: string;
beforeAll(async () => {
  installation = await openInstallation();
  employerId = await addEmployer(installation, COMMUNE);
  const otherId = await addEmployer(installation, COMMUNITY);
  await addAgents(installation, { id: employerId, siret: COMMUNE }, [
    '0042;Lefèvre;;Océane;1967-03-28;o@example.org;2016-04-01;2019-12-31',
    '0042;Aubépin;;Zoé;1968-05-14;;2021-01-01;',
    '7;Mazeyrat;Le Fèvre;Rémi;1992-08-22;;2002-03-01;',
    '8;Pradal;;Yoann;1984-05-09;;2013-03-01;',
  ]);
  await addAgents(installation, { id: otherId, siret: COMMUNITY }, [
    '0042;Lefèvre;;Gaël;1977-08-21;;2023-01-01;',
  ]);
});
afterAll(() => installation.stop());

async function find(query: { source?: string; payrollNumbers?: string[]; names?: string[] }) {
  return installation.worker.run(SYSTEM, async (tx) => {
    const records = await openEmployerRecords(tx, installation.deps, employerId);
    return findCandidates(tx, records, {
      source: query.source ?? 'main',
      payrollNumbers: query.payrollNumbers ?? [],
      foldedNames: (query.names ?? []).map(foldName),
    });
  });
}

test('finds every employment that ever held the matricule, opened, of this employer alone', async () => {
  expect(await find({ payrollNumbers: ['0042'] })).toEqual([
    {
      employmentId: expect.any(String),
      vaultId: expect.any(String),
      payrollNumbers: [{ source: 'main', number: '0042', from: '2016-04-01', to: '2019-12-31' }],
      familyName: 'Lefèvre',
      usageName: null,
      givenName: 'Océane',
      birthDate: '1967-03-28',
      startDate: '2016-04-01',
      endDate: '2019-12-31',
      channel: 'unset',
      noticeDate: null,
      objectionAt: null,
    },
    expect.objectContaining({
      familyName: 'Aubépin',
      payrollNumbers: [{ source: 'main', number: '0042', from: '2021-01-01', to: null }],
    }),
  ]);
});

test('leading zeros and the payroll source count', async () => {
  expect(await find({ payrollNumbers: ['42'] })).toEqual([]);
  expect(await find({ payrollNumbers: ['0042'], source: 'paie2' })).toEqual([]);
});

test('finds namesakes by birth and usage name, past ones included, whatever the spelling', async () => {
  const names = (await find({ names: ['LEFEVRE'] })).map((one) => [one.familyName, one.usageName]);
  expect(names).toEqual([
    ['Lefèvre', null],
    ['Mazeyrat', 'Le Fèvre'],
  ]);
  expect(await find({ names: ['Lefe'] })).toEqual([]);
});

test('an employment found by matricule and by name comes once', async () => {
  expect(await find({ payrollNumbers: ['7', '8'], names: ['Mazeyrat', 'Pradal'] })).toHaveLength(2);
});
