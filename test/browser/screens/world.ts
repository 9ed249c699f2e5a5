import { honestItem } from '../../fixtures/payroll/batches/batch';
import { buildDemoBatch, buildDemoMonth } from '../../fixtures/payroll/batches/demo-batch';
import type { AgentFixture } from '../../fixtures/payroll/model';
import { fictionalSiret } from '../../fixtures/payroll/people/identifiers';
import { createPayrollPrinter, type PayrollPrinter } from '../../fixtures/payroll/printer';
import {
  type Employer,
  type Installation,
  openInstallation,
  type Person,
  waitUntil,
} from '../support/installation';

/** Who looks at a screen. */
export type Who = 'nobody' | 'agent' | 'newcomer' | 'operator' | 'hr' | 'reader' | 'newHr';

/** What the demo shows: its batch, earlier months, a month that waits for a confirmation, and the people. */
export interface World {
  readonly installation: Installation;
  readonly employer: Employer;
  /** Nothing was ever sent there, and its list of agents is empty. */
  readonly newEmployer: Employer;
  readonly people: Readonly<Record<Exclude<Who, 'nobody'>, Person>>;
  readonly batches: {
    readonly completed: string;
    readonly proposed: string;
    /** Deposited, and not yet before the agents. */
    readonly scheduled: string;
    /** Its file was no ZIP. */
    readonly failed: string;
    /** Opened, its file not there yet. */
    readonly open: string;
    readonly cancelled: string;
    /** Most of it comes on top of slips of the same month: it waits for a person. */
    readonly held: string;
  };
  readonly furtherSlips: {
    /** Of the employer's vault: the second of its month. */
    readonly further: string;
    /** The agent's: another took its place. */
    readonly replaced: string;
  };
  /** Batches of single deposits. */
  readonly deposits: { readonly deposited: string; readonly quarantined: string };
  /** Whom the new employer could import. */
  readonly newAgents: readonly AgentFixture[];
  /** Items of the completed batch that wait for a decision. */
  readonly waiting: readonly string[];
  /** The agent's newest document, and its file as it was sealed. */
  readonly document: { readonly id: string; readonly content: Buffer };
  /** One of the employer's vault. */
  readonly employerDocument: string;
  /** Numbers of agents who have not activated. */
  readonly notActivated: readonly string[];
}

const SEED = '1';
const SCHEDULED_MS = 20 * 3600 * 1000;

export async function openWorld(): Promise<World> {
  const installation = await openInstallation();
  try {
    return await furnish(installation);
  } catch (error) {
    await installation.close();
    throw error;
  }
}

async function furnish(installation: Installation): Promise<World> {
  const printer = await createPayrollPrinter();
  const demo = buildDemoBatch(printer, SEED);
  const employer = await installation.addEmployer(demo.employer);
  await installation.importAgents(employer, demo.directory.agents);
  for (const period of ['2025-12', '2026-09']) {
    await installation.push(employer, buildDemoMonth(printer, SEED, period));
  }
  const completed = await installation.push(employer, demo);
  const proposed = await installation.push(employer, buildDemoMonth(printer, SEED, '2026-11'), {
    dryRun: true,
  });
  const [paid, ...others] = demo.items.flatMap(({ expected }) =>
    expected.filter(({ state }) => state === 'deposited').map(({ payrollNumber }) => payrollNumber),
  );
  const unpaid = demo.directory.agents.find((agent) => agent.role === 'adjacent-lower');
  if (paid === undefined || unpaid === undefined) throw new Error('the demo batch lacks somebody');
  const newEmployer = await installation.addEmployer({
    siret: fictionalSiret('26', 77),
    name: 'CCAS de Bellecombe-sous-Bois',
  });
  const newAgents = demo.directory.agents.map((one) => ({ ...one, employerSiret: newEmployer.siret }));
  const [first, second] = demo.directory.agents.filter(
    ({ payrollNumber }) => payrollNumber === paid || payrollNumber === others[0],
  );
  if (first === undefined || second === undefined) throw new Error('the demo has too few agents');
  const single = (recipient: AgentFixture, owner: AgentFixture) =>
    installation.depositOne(employer, {
      payrollNumber: recipient.payrollNumber,
      type: 'certificate',
      period: '2026-10',
      title: 'Attestation d’emploi',
      content: printer.certificate(owner, demo.employer, '2026-10'),
    });
  const furtherSlips = await addFurtherSlips(installation, employer, printer);
  const deposits = {
    deposited: (await single(first, first)).id,
    quarantined: (await single(first, second)).id,
  };
  const agent = await installation.activateAgent(employer, paid, 'agent@example.org');
  return {
    installation,
    employer,
    newEmployer,
    people: {
      agent,
      newcomer: await installation.activateAgent(employer, unpaid.payrollNumber, unpaid.personalEmail),
      operator: installation.operator,
      hr: employer.hr,
      reader: await installation.invite(employer, 'hr-reader', 'lecture@example.org'),
      newHr: newEmployer.hr,
    },
    deposits,
    furtherSlips: { further: furtherSlips.further, replaced: furtherSlips.replaced },
    newAgents,
    batches: {
      completed: completed.id,
      proposed: proposed.id,
      held: furtherSlips.held,
      ...(await otherBatches(installation, employer, printer)),
    },
    waiting: (await installation.listQuarantine(employer, completed.id)).map(({ item }) => item),
    document: await newestOf(agent),
    employerDocument: await anyOf(employer),
    notActivated: others,
  };
}

/** Batches in the states that a month does not reach by itself. */
async function otherBatches(installation: Installation, employer: Employer, printer: PayrollPrinter) {
  const { items } = buildDemoMonth(printer, SEED, '2026-08');
  const base = `/v1/employers/${employer.id}/batches`;
  const open = (reference: string, dryRun = false) =>
    employer.hr.api.post<{ id: string }>(base, {
      json: { reference, kind: 'payroll', format: 'zip', period: '2026-08', dryRun },
    });
  const failed = await open('paie-2026-08-illisible');
  await employer.hr.api.send('PUT', `${base}/${failed.id}/content`, {
    bytes: { type: 'application/zip', content: 'ce n’est pas un ZIP' },
  });
  await employer.hr.api.post(`${base}/${failed.id}/submit`);
  const cancelled = await open('paie-2026-08-arretee');
  await employer.hr.api.post(`${base}/${cancelled.id}/cancel`);
  const scheduled = await installation.push(
    employer,
    { period: '2026-08', items: items.slice(0, 3) },
    { reference: 'paie-2026-08', publishAt: new Date(Date.now() + SCHEDULED_MS).toISOString() },
  );
  return {
    failed: failed.id,
    cancelled: cancelled.id,
    scheduled: scheduled.id,
    open: (await open('paie-2026-08-attendue', true)).id,
  };
}

const FURTHER_PERIOD = '2026-09';

/** More slips for a month that has one of everybody. */
async function addFurtherSlips(installation: Installation, employer: Employer, printer: PayrollPrinter) {
  const demo = buildDemoBatch(printer, SEED);
  const paid = demo.items.flatMap(({ expected }) =>
    expected.filter(({ state }) => state === 'deposited').map(({ payrollNumber }) => payrollNumber),
  );
  const push = (name: string, payrollNumbers: readonly string[]) =>
    installation.push(
      employer,
      {
        period: FURTHER_PERIOD,
        items: demo.directory.agents
          .filter(({ payrollNumber }) => payrollNumbers.includes(payrollNumber))
          .map((agent) =>
            honestItem(agent, FURTHER_PERIOD, () =>
              printer.payslip(agent, demo.employer, FURTHER_PERIOD, { arrears: 3 }),
            ),
          ),
      },
      { reference: `paie-${FURTHER_PERIOD}-${name}` },
    );
  const base = `/v1/employers/${employer.id}/documents`;
  await push('rappel', paid.slice(0, 1));
  const correction = await anyOf(employer);
  const { items: slips } = await employer.hr.api.get<{ items: { id: string }[] }>(
    `${base}/${correction}/slips`,
  );
  const replaced = slips.find(({ id }) => id !== correction)?.id;
  if (replaced === undefined) throw new Error('the first slip of a month is missing');
  await employer.hr.api.post(`${base}/${correction}/corrects`, { json: { documentId: replaced } });
  await push('complement', paid.slice(1, 2));
  const further = await anyOf(employer);
  return { replaced, further, held: (await push('bis', paid.slice(2, 5))).id };
}

async function newestOf({ api }: Person): Promise<World['document']> {
  const { items } = await api.get<{ items: { id: string; period: string }[] }>('/v1/me/documents');
  const newest = items.find(({ period }) => period === '2026-10');
  if (newest === undefined) throw new Error('the agent has no document of the demo batch');
  const content = await api.bytes(`/v1/me/documents/${newest.id}/content`);
  // The journal publishes within seconds of a deposit; screens show it as it will be then.
  await waitUntil(
    () => api.bytes(`/v1/me/documents/${newest.id}/proof`, 'application/json').catch(() => null),
    'the proof of a document',
  );
  return { id: newest.id, content };
}

async function anyOf({ id, hr }: Employer): Promise<string> {
  const { items } = await hr.api.get<{ items: { id: string }[] }>(`/v1/employers/${id}/documents?limit=1`);
  return items[0]?.id ?? '';
}
