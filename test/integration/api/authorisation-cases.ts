import { randomUUID } from 'node:crypto';
import { fictionalEmployer, PERIOD } from '../ingestion/office';
import { type Credential, PASSWORD } from './api-fixture';
import {
  AGENTS,
  CALLERS,
  type Caller,
  INSIDERS,
  type Insider,
  LOCKED_OUT,
  type World,
} from './authorisation-world';

/**
 * What a caller is told. `done`: it is theirs, and the answer shows it. `own`:
 * the same call about something else of theirs, which shows nothing of it.
 */
export type Answer = 'done' | 'own' | 401 | 403 | 404;

/** A request that succeeds for whoever may make it. */
export interface Ask {
  /** Beside, or instead of, those of {@link World.params}. */
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: { readonly type: string; readonly content: object };
  readonly headers?: Readonly<Record<string, string>>;
  /** The one rightful caller, where the call uses them up. */
  readonly as?: Credential;
  /** Stands in every rightful answer. */
  readonly shows?: string;
  /** Parameters of something that exists and that no rightful caller may reach by this call. */
  readonly beyond?: Readonly<Record<string, string>>;
}

export interface Case {
  /** `public`: for everybody, no credential is read. */
  readonly answers: 'public' | Readonly<Record<Caller, Answer>>;
  /** Called once per rightful caller: a write finds something fresh to be done to. */
  ask(world: World): Ask | Promise<Ask>;
}

type AskOf = Case['ask'];

const asIs: AskOf = () => ({});

function among(group: readonly Caller[], caller: Caller): boolean {
  return group.includes(caller);
}

function answersBy(known: (caller: Caller) => Answer): Readonly<Record<Caller, Answer>> {
  const told = CALLERS.map((caller) => [caller, among(LOCKED_OUT, caller) ? 401 : known(caller)]);
  return Object.fromEntries(told) as Record<Caller, Answer>;
}

/** For everybody. */
function open(ask: AskOf = asIs): Case {
  return { answers: 'public', ask };
}

/** The operator's; that there is such a role is no secret. */
function operators(ask: AskOf = asIs): Case {
  return { answers: answersBy((caller) => (caller === 'operator' ? 'done' : 403)), ask };
}

/** The employer's: its own people and machines learn that their role does not do, others that there is nothing. */
function employers(allowed: readonly Insider[], ask: AskOf = asIs): Case {
  const answers = answersBy((caller) => {
    if (among(allowed, caller)) return 'done';
    return among(INSIDERS, caller) ? 403 : 404;
  });
  return { answers, ask };
}

/** One thing of the agent's: to other agents it does not exist. */
function agents(ask: AskOf = asIs): Case {
  const answers = answersBy((caller) => {
    if (caller === 'agent') return 'done';
    return among(AGENTS, caller) ? 404 : 403;
  });
  return { answers, ask };
}

/** Of each agent for themself. */
function eachAgent(ask: AskOf): Case {
  const answers = answersBy((caller) => {
    if (caller === 'agent') return 'done';
    return among(AGENTS, caller) ? 'own' : 403;
  });
  return { answers, ask };
}

/** Of each person with a session. */
function eachPerson(ask: AskOf): Case {
  const answers = answersBy((caller) => {
    if (caller === 'agent') return 'done';
    return caller.startsWith('client') ? 403 : 'own';
  });
  return { answers, ask };
}

/** Of each machine with a token. */
function eachClient(ask: AskOf): Case {
  const answers = answersBy((caller) => {
    if (!caller.startsWith('client')) return 403;
    return caller === 'client elsewhere' ? 'own' : 'done';
  });
  return { answers, ask };
}

const json = (content: object) => ({ type: 'json', content });

const BOUNDARY = 'boundary-of-a-form';

/** A form with a file, as browsers write it. */
function form(fields: Readonly<Record<string, string>>, pdf: Buffer) {
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n`;
  const content = Buffer.concat([
    Buffer.from(parts.join('') + head),
    pdf,
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);
  return { type: `multipart/form-data; boundary=${BOUNDARY}`, content };
}

const TUS = { 'Tus-Resumable': '1.0.0' };

const PUSHERS = ['hr', 'client:deposit'] as const;
const FOLLOWERS = ['hr', 'hr-reader', 'client:deposit', 'client:read'] as const;
const READERS = ['hr', 'hr-reader', 'client:read'] as const;
/** Names of candidates and the page itself are for people. */
const PEOPLE = ['hr', 'hr-reader'] as const;
const EMPLOYER = '/v1/employers/{employerId}';
const WEBHOOKS = `${EMPLOYER}/webhooks`;
const WEBHOOK_KEEPERS = ['hr', 'operator', 'client:deposit'] as const;
const UPLOAD = `${EMPLOYER}/batches/{batchId}/upload`;
const ITEM = `${EMPLOYER}/batches/{batchId}/items/{itemId}`;
const SOON = '2026-10-28T20:00:00Z';

/** Every operation of the OpenAPI document, and no other. */
export const CASES: Readonly<Record<string, Case>> = {
  'get /healthz': open(),
  'get /v1/trust': open(),
  'get /v1/journal/checkpoint': open(),
  'get /v1/journal/tile/{path}': open(),
  'post /v1/verify': open(({ pdf }) => ({ body: { type: 'application/pdf', content: pdf } })),
  'get /v1/portal': open(),
  'get /portal/theme.css': open(),
  'get /portal/logo': open(),
  [`options ${UPLOAD}`]: open(),
  'post /oauth2/token': open(async ({ newClient }) => {
    const { clientId, clientSecret } = await newClient();
    const credentials = { client_id: clientId, client_secret: clientSecret };
    return { body: { type: 'form', content: { grant_type: 'client_credentials', ...credentials } } };
  }),
  'post /v1/activations': open(async ({ hire, activationCode }) => {
    const { agentId, birthDate } = await hire();
    const login = `${randomUUID()}@example.org`;
    return { body: json({ code: await activationCode(agentId), birthDate, login, password: PASSWORD }) };
  }),
  'post /v1/session': open(({ agentLogin }) => ({ body: json({ login: agentLogin, password: PASSWORD }) })),

  'get /v1/session': eachPerson(({ agentAccountId }) => ({ shows: agentAccountId })),
  'delete /v1/session': eachPerson(async ({ newOfficer }) => ({ as: (await newOfficer()).session })),
  'delete /v1/sessions': eachPerson(async ({ newOfficer }) => ({ as: (await newOfficer()).session })),
  'post /v1/me/employments': eachPerson(async ({ hire, activationCode, newOfficer }) => {
    const { agentId, birthDate } = await hire();
    const { session } = await newOfficer();
    return { as: session, body: json({ code: await activationCode(agentId), birthDate }) };
  }),

  'get /v1/client': eachClient(({ siret }) => ({ shows: siret })),

  'post /v1/employers': operators(() => {
    const { siret, name } = fictionalEmployer();
    return { body: json({ siret, name }) };
  }),
  [`get ${EMPLOYER}`]: employers(INSIDERS, ({ siret }) => ({ shows: siret })),
  [`post ${EMPLOYER}/users`]: operators(() => ({ body: json({ role: 'hr', address: 'rh@example.org' }) })),
  [`get ${EMPLOYER}/users`]: operators(({ params }) => ({ shows: params.accountId })),
  [`delete ${EMPLOYER}/users/{accountId}/roles/{role}`]: operators(async ({ newOfficer }) => ({
    params: { accountId: (await newOfficer()).accountId },
  })),
  [`post ${EMPLOYER}/clients`]: operators(() => ({ body: json({ name: 'Paie', scopes: ['deposit'] }) })),
  [`get ${EMPLOYER}/clients`]: operators(async ({ newClient }) => ({ shows: (await newClient()).clientId })),
  [`delete ${EMPLOYER}/clients/{clientId}`]: operators(async ({ newClient }) => ({
    params: { clientId: (await newClient()).clientId },
  })),

  [`post ${EMPLOYER}/agents/import`]: employers(
    ['hr', 'operator', 'client:directory'],
    ({ newAgentCsv }) => ({
      body: { type: 'text/csv', content: newAgentCsv() },
      shows: '"created":1',
    }),
  ),
  [`get ${EMPLOYER}/agents`]: employers(
    ['hr', 'hr-reader', 'operator', 'client:directory'],
    ({ params }) => ({
      shows: params.agentId,
    }),
  ),
  [`post ${EMPLOYER}/agents/search`]: employers(
    ['hr', 'hr-reader', 'operator', 'client:directory'],
    ({ params, agentNumber }) => ({ body: json({ search: agentNumber }), shows: params.agentId }),
  ),
  [`post ${EMPLOYER}/agents/letters`]: employers(['hr'], async ({ hire }) => ({
    body: json({ agentIds: [(await hire()).agentId] }),
    shows: '%PDF-',
  })),
  [`post ${EMPLOYER}/agents/{agentId}/activation-code`]: employers(['hr'], async ({ hire }) => ({
    params: { agentId: (await hire()).agentId },
  })),

  [`post ${EMPLOYER}/batches`]: employers(PUSHERS, () => ({
    body: json({ reference: randomUUID(), period: PERIOD }),
  })),
  [`get ${EMPLOYER}/batches`]: employers(FOLLOWERS, ({ params }) => ({ shows: params.batchId })),
  [`get ${EMPLOYER}/batches/{batchId}`]: employers(FOLLOWERS),
  [`put ${EMPLOYER}/batches/{batchId}/content`]: employers(PUSHERS, async ({ openBatch, archive }) => ({
    params: { batchId: await openBatch() },
    body: { type: 'application/zip', content: archive },
  })),
  [`post ${EMPLOYER}/batches/{batchId}/submit`]: employers(PUSHERS, async ({ openBatch, upload }) => {
    const batchId = await openBatch();
    await upload(batchId);
    return { params: { batchId } };
  }),
  [`post ${EMPLOYER}/batches/{batchId}/confirm`]: employers(PUSHERS, async ({ propose }) => ({
    params: { batchId: await propose() },
    body: json({ publishAt: SOON }),
  })),
  [`post ${EMPLOYER}/batches/{batchId}/cancel`]: employers(PUSHERS, async ({ openBatch }) => ({
    params: { batchId: await openBatch() },
  })),
  [`post ${EMPLOYER}/batches/{batchId}/publication`]: employers(PUSHERS, async ({ openBatch }) => ({
    params: { batchId: await openBatch() },
    body: json({ publishAt: SOON }),
  })),
  [`post ${UPLOAD}`]: employers(PUSHERS, async ({ openBatch }) => ({
    params: { batchId: await openBatch() },
    headers: { ...TUS, 'Upload-Length': '3' },
  })),
  [`head ${UPLOAD}/{uploadId}`]: employers(PUSHERS, async ({ beginUpload }) => ({
    params: await beginUpload(3),
    headers: TUS,
  })),
  [`patch ${UPLOAD}/{uploadId}`]: employers(PUSHERS, async ({ beginUpload }) => ({
    params: await beginUpload(3),
    headers: { ...TUS, 'Upload-Offset': '0' },
    body: { type: 'application/offset+octet-stream', content: Buffer.from('PK!') },
  })),
  [`delete ${UPLOAD}/{uploadId}`]: employers(PUSHERS, async ({ beginUpload }) => ({
    params: await beginUpload(3),
    headers: TUS,
  })),
  [`get ${EMPLOYER}/layouts`]: employers(['hr', 'hr-reader', 'operator'], () => ({ shows: '"pages":[]' })),
  [`put ${EMPLOYER}/layouts`]: employers(['hr', 'operator'], () => ({
    body: json({ fileNames: [{ pattern: '{payrollNumber}_{period}.pdf' }] }),
    shows: '{payrollNumber}_{period}.pdf',
  })),
  [`post ${EMPLOYER}/layouts/test`]: employers(['hr', 'operator'], () => ({
    body: json({ names: ['00042_202608.pdf'] }),
    shows: '"payrollNumber":"00042"',
  })),
  [`get ${EMPLOYER}/months/{period}`]: employers(READERS, () => ({ shows: '"quarantined":1' })),
  [`get ${EMPLOYER}/quarantine`]: employers(FOLLOWERS, ({ params }) => ({ shows: params.itemId })),
  [`get ${ITEM}`]: employers(PEOPLE, ({ params, doubtfulBatchId }) => ({
    params: { batchId: doubtfulBatchId },
    shows: params.agentId,
  })),
  [`get ${ITEM}/page.png`]: employers(PEOPLE, ({ doubtfulBatchId }) => ({
    params: { batchId: doubtfulBatchId },
    shows: 'PNG',
  })),
  [`post ${ITEM}/resolve`]: employers(['hr'], async ({ doubt }) => ({
    params: await doubt(),
    body: json({ action: 'reject', reason: 'not-ours' }),
  })),
  [`get ${EMPLOYER}/batches/{batchId}/items`]: employers(FOLLOWERS, ({ params }) => ({
    shows: params.documentId,
  })),
  [`get ${EMPLOYER}/batches/{batchId}/proposal/agents/{change}`]: employers(
    PEOPLE,
    async ({ params, propose }) => ({
      params: { batchId: await propose(), change: 'new' },
      shows: params.agentId,
    }),
  ),
  [`get ${EMPLOYER}/batches/{batchId}/report`]: employers(FOLLOWERS, ({ params }) => ({
    shows: params.documentId,
  })),

  [`post ${WEBHOOKS}`]: employers(WEBHOOK_KEEPERS, () => ({
    body: json({ url: 'https://93.184.215.14/hook' }),
    shows: 'whsec_',
  })),
  [`get ${WEBHOOKS}`]: employers(WEBHOOK_KEEPERS, async ({ newWebhook }) => ({
    shows: (await newWebhook()).webhookId,
  })),
  [`delete ${WEBHOOKS}/{webhookId}`]: employers(WEBHOOK_KEEPERS, async ({ newWebhook }) => ({
    params: { webhookId: (await newWebhook()).webhookId },
  })),
  [`post ${WEBHOOKS}/{webhookId}/secret`]: employers(WEBHOOK_KEEPERS, async ({ newWebhook }) => ({
    params: { webhookId: (await newWebhook()).webhookId },
    shows: 'whsec_',
  })),
  [`post ${WEBHOOKS}/{webhookId}/enable`]: employers(WEBHOOK_KEEPERS, async ({ newWebhook }) => ({
    params: { webhookId: (await newWebhook()).webhookId },
  })),
  [`post ${WEBHOOKS}/{webhookId}/test`]: employers(WEBHOOK_KEEPERS, async ({ newWebhook }) => ({
    params: { webhookId: (await newWebhook()).webhookId },
    shows: 'deliveryId',
  })),
  [`get ${WEBHOOKS}/{webhookId}/deliveries`]: employers(WEBHOOK_KEEPERS, async ({ newWebhook }) => {
    const { webhookId, deliveryId } = await newWebhook();
    return { params: { webhookId }, shows: deliveryId };
  }),
  [`post ${WEBHOOKS}/{webhookId}/deliveries/{deliveryId}/replay`]: employers(
    WEBHOOK_KEEPERS,
    async ({ newWebhook }) => ({ params: await newWebhook() }),
  ),

  [`get ${EMPLOYER}/documents`]: employers(READERS, ({ params }) => ({ shows: params.documentId })),
  [`post ${EMPLOYER}/documents/search`]: employers(READERS, ({ params, agentNumber }) => ({
    body: json({ search: agentNumber }),
    shows: params.documentId,
  })),
  [`post ${EMPLOYER}/documents`]: employers(['hr'], ({ params, pdf }) => ({
    body: form({ agentId: params.agentId ?? '', type: 'certificate', period: PERIOD }, pdf),
    shows: 'batchId',
  })),
  [`get ${EMPLOYER}/documents/{documentId}`]: employers(READERS),
  [`get ${EMPLOYER}/documents/{documentId}/content`]: employers(READERS, () => ({ shows: '%PDF-' })),
  [`get ${EMPLOYER}/documents/{documentId}/proof`]: employers(READERS),
  [`get ${EMPLOYER}/documents/{documentId}/slips`]: employers(READERS, ({ params }) => ({
    shows: params.documentId,
  })),
  [`post ${EMPLOYER}/documents/{documentId}/corrects`]: employers(['hr'], ({ further }) => ({
    params: { documentId: further.documentId },
    body: json({ documentId: further.predecessor }),
    shows: further.predecessor,
  })),
  [`get ${EMPLOYER}/journal/entries/{entryId}/proof`]: employers(READERS, ({ entries }) => ({
    params: { entryId: entries.employer },
    // The agent's trace is the agent's, also where it tells of the employer's deposit.
    beyond: { entryId: entries.agent },
  })),

  'get /v1/me/documents': eachAgent(({ params }) => ({ shows: params.documentId })),
  'get /v1/me/years': eachAgent(() => ({ shows: '"year":"2026","count":2' })),
  'get /v1/me/documents/{documentId}': agents(),
  'get /v1/me/documents/{documentId}/content': agents(() => ({ shows: '%PDF-' })),
  'get /v1/me/documents/{documentId}/proof': agents(),
  'get /v1/me/journal': eachAgent(({ params }) => ({ shows: params.documentId })),
  'get /v1/journal/entries/{entryId}/proof': agents(({ entries }) => ({
    params: { entryId: entries.agent },
    beyond: { entryId: entries.employer },
  })),
};

/** Who may do elsewhere what these may do here. */
export const TWINS: Readonly<Record<Insider, Caller>> = {
  operator: 'operator',
  hr: 'hr elsewhere',
  'hr-reader': 'hr-reader elsewhere',
  'client:deposit': 'client elsewhere',
  'client:read': 'client elsewhere',
  'client:directory': 'client elsewhere',
};
