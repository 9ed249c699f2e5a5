import { readdir } from 'node:fs/promises';
import supertest from 'supertest';
import type { Credential } from './api-fixture';
import { type Ask, CASES, type Case, TWINS } from './authorisation-cases';
import { CALLERS, INSIDERS, openWorld, type World } from './authorisation-world';

/**
 * Every operation of the served OpenAPI document, by everybody who may come to
 * it. The request is the same for all: a real thing, a body that is accepted.
 * So a refusal is for who asks, and the rightful call after it proves both that
 * the path pointed to something and that nobody has used it up.
 */

type Method = 'get' | 'head' | 'options' | 'post' | 'put' | 'patch' | 'delete';

interface Refused {
  readonly who: string;
  readonly credential: Credential;
  readonly ask: Ask;
  readonly expected: 401 | 403 | 404;
}

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 120_000);
afterAll(() => world.pipeline.stop());

describe('the OpenAPI document', () => {
  let operations: Map<string, { readonly security: readonly object[] }>;
  beforeAll(async () => {
    const { body } = await supertest(world.pipeline.app).get('/v1/openapi.json');
    const paths: [string, Record<string, { security: object[] }>][] = Object.entries(body.paths);
    operations = new Map(
      paths.flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
      ),
    );
  });

  it('has a case for each operation, and no case is of another', () => {
    expect(Object.keys(CASES).sort()).toEqual([...operations.keys()].sort());
  });

  it('calls public what is declared public here, and nothing else', () => {
    const open = [...operations].filter(([, { security }]) => security.length === 0);
    const declared = Object.keys(CASES).filter((operation) => CASES[operation]?.answers === 'public');
    expect(open.map(([operation]) => operation).sort()).toEqual(declared.sort());
  });
});

describe('each operation is for those it is for, and no other', () => {
  it.each(Object.keys(CASES))('%s', async (operation) => {
    const tried = CASES[operation];
    if (tried === undefined) throw new Error('no such case');
    let ask = await tried.ask(world);

    const intruders = intrusions(operation, tried, ask);
    const before = await readState();
    for (const { who, credential, ask, expected } of intruders) {
      const answer = await call(operation, ask, credential);
      const told = [who, answer.status, answer.headers['content-type']];
      expect(told).toEqual([who, expected, 'application/problem+json']);
    }
    const after = await readState();
    expect(after.rows).toEqual(before.rows);
    expect(after.objects).toEqual(before.objects);
    // Whoever is known leaves a trace of what they were refused; nothing else was done.
    const known = intruders.filter(({ expected }) => expected !== 401);
    const traced = after.entries.slice(before.entries.length);
    expect(traced).toEqual(known.map(() => 'access-refused refused'));

    for (const [who, credential] of rightful(tried, ask)) {
      const answer = await call(operation, ask, credential);
      expect([who, answer.status, isDone(answer)]).toEqual([who, answer.status, true]);
      expect(textOf(answer)).toContain(ask.shows ?? '');
      ask = await tried.ask(world);
    }
    for (const [who, credential] of withTheirOwn(tried, ask)) {
      const answer = await call(operation, ask, credential);
      expect([who, answer.status, isDone(answer)]).toEqual([who, answer.status, true]);
      if (ask.shows === undefined) throw new Error('nothing to tell one’s own from another’s by');
      expect(textOf(answer)).not.toContain(ask.shows);
    }
  });
});

function call(
  operation: string,
  { params, body, headers = {} }: Ask,
  credential: Credential,
): supertest.Test {
  const [method, template = ''] = operation.split(' ');
  const values = { ...world.params, ...params };
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`${operation}: nothing to stand for ${name}`);
    return value;
  });
  const request = supertest(world.pipeline.app)[method as Method](path).set(credential).set(headers);
  return body === undefined ? request : request.type(body.type).send(body.content);
}

/** Everybody who must not get through, each with a request that is right but for one thing. */
function intrusions(operation: string, tried: Case, ask: Ask): Refused[] {
  const { answers } = tried;
  if (answers === 'public') return [];
  const owners = rightful(tried, ask);
  const refused = CALLERS.flatMap((who): Refused[] => {
    const expected = answers[who];
    return typeof expected === 'number' ? [{ who, credential: world.callers[who], ask, expected }] : [];
  });
  // A browser sends the cookie of its own accord: alone, it changes nothing.
  if (!/^(get|head) /.test(operation)) {
    for (const [who, { Cookie }] of owners) {
      if (Cookie !== undefined)
        refused.push({ who: `${who}, no CSRF token`, credential: { Cookie }, ask, expected: 403 });
    }
  }
  // What is the first employer's, asked for in the name of the second by who may act for that one.
  // A month is nobody's: each employer has its own.
  if (/\{employerId\}.*\{(?!period\})/.test(operation)) {
    const misplaced = { ...ask, params: { ...ask.params, employerId: world.elsewhere } };
    const twins = INSIDERS.filter((insider) => owners.some(([who]) => who === insider)).map(
      (who) => TWINS[who],
    );
    for (const twin of new Set(twins)) {
      const who = `${twin}, under their own employer`;
      refused.push({ who, credential: world.callers[twin], ask: misplaced, expected: 404 });
    }
  }
  if (ask.beyond !== undefined) {
    const beyond = { ...ask, params: { ...ask.params, ...ask.beyond } };
    for (const [who, credential] of owners)
      refused.push({ who: `${who}, too far`, credential, ask: beyond, expected: 404 });
  }
  return refused;
}

function rightful(tried: Case, ask: Ask): [who: string, Credential][] {
  if (tried.answers === 'public') return [['nobody', {}]];
  return ask.as === undefined ? callersWho(tried, 'done') : [['a person', ask.as]];
}

function withTheirOwn(tried: Case, ask: Ask): [who: string, Credential][] {
  return ask.as === undefined ? callersWho(tried, 'own') : [];
}

function callersWho({ answers }: Case, told: 'done' | 'own'): [who: string, Credential][] {
  if (answers === 'public') return [];
  return CALLERS.filter((who) => answers[who] === told).map((who) => [who, world.callers[who]]);
}

const isDone = ({ status }: supertest.Response) => status >= 200 && status < 300;

function textOf({ body, text }: supertest.Response): string {
  return Buffer.isBuffer(body) ? body.toString('latin1') : (text ?? '');
}

/** Every row but the journal's and the rate limiter's, by table; every stored object; the journal, oldest first. */
async function readState() {
  const { look, storeRoot } = world.pipeline;
  const tables = await look<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'
       and tablename not in ('journal_entry', 'journal_pending', 'request_rate')`,
  );
  const hashes = tables.map(
    ({ name }) => `select '${name}' as name, md5(string_agg(t::text, ' ' order by t::text)) from ${name} t`,
  );
  const journal = await look<{ entry: string }>(
    `select action || ' ' || (payload::jsonb ->> 'outcome') as entry from journal_entry order by id`,
  );
  return {
    rows: await look(`${hashes.join(' union all ')} order by name`),
    objects: (await readdir(storeRoot, { recursive: true })).sort(),
    entries: journal.map(({ entry }) => entry),
  };
}
