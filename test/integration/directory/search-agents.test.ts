import { listAgents } from '../../../services/directory/list-agents';
import {
  addAgents,
  addEmployer,
  COMMUNE,
  COMMUNITY,
  hrOf,
  type Installation,
  openInstallation,
} from './installation';

let installation: Installation;
let employerId: string;
beforeAll(async () => {
  installation = await openInstallation();
  employerId = await addEmployer(installation, COMMUNE);
  await addAgents(installation, { id: employerId, siret: COMMUNE }, [
    '00171;Lebœuf;;Anne;1980-01-01;;2020-01-01;',
    '00172;Martin;Lebœuf-Diaz;Odile;1980-01-02;;2020-01-01;',
    '1700;Lebœufs;;Paul;1980-01-03;;2020-01-01;',
    'A_7;D’Hautecombe;;Zoé;1980-01-04;;2020-01-01;',
    'AB7;Hautecombe;;Luc;1980-01-05;;2020-01-01;',
  ]);
  const other = await addEmployer(installation, COMMUNITY);
  await addAgents(installation, { id: other, siret: COMMUNITY }, [
    '00173;Lebœuf;;Eva;1990-01-01;;2020-01-01;',
  ]);
});
afterAll(() => installation.stop());

async function find(search: string, more: { limit?: number; cursor?: string; activated?: boolean } = {}) {
  return listAgents(installation.deps, hrOf(employerId), { employerId, search, ...more });
}

const numbersOf = async (search: string) => (await find(search)).items.map((agent) => agent.payrollNumber);

it.each<[string, string[]]>([
  ['0017', ['00171', '00172']],
  ['00171', ['00171']],
  ['17', ['1700']],
  // What a pattern would take for "any sign" is a sign.
  ['A_', ['A_7']],
  ['%', []],
  [' 00 17 ', ['00171', '00172']],
  ['LEBOEUF', ['00171']],
  ['lebœuf diaz', ['00172']],
  ['Martin', ['00172']],
  ['Lebœ', []],
  ['hautecombe', ['AB7']],
  ['d hautecombe', ['A_7']],
  ['Odile', []],
])('finds by the beginning of a matricule or a whole name: %s', async (search, expected) => {
  expect(await numbersOf(search)).toEqual(expected);
});

it('pages through what it finds, and combines with the other filter', async () => {
  const first = await find('0017', { limit: 1 });
  expect(first.items.map((agent) => agent.payrollNumber)).toEqual(['00171']);
  const second = await find('0017', { limit: 1, cursor: first.nextCursor ?? '' });
  expect(second.items.map((agent) => agent.payrollNumber)).toEqual(['00172']);
  expect(second.nextCursor).toBeNull();
  expect((await find('0017', { activated: true })).items).toEqual([]);
});

it('finds an agent by a matricule that they no longer hold', async () => {
  await installation.look(
    `with old as (update payroll_number set valid = daterange('2020-01-01', '2022-01-01') where number = '1700'
       returning employment_id, employer_id)
     insert into payroll_number (employment_id, employer_id, source, number, valid)
     select employment_id, employer_id, 'main', 'N9', daterange('2022-01-01', null) from old`,
  );
  expect(await numbersOf('1700')).toEqual(['N9']);
});
