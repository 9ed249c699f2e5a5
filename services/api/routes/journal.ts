import { z } from 'zod';
import type { KeyRing } from '../../../infra/ports/key-ring';
import type { UnitOfWork } from '../../../infra/ports/unit-of-work';
import type { Journal } from '../../journal/append-entries';
import { proveEntry } from '../../journal/prove-entry';
import { readCheckpoint, readTile } from '../../journal/read-log';
import type { EntryProof } from '../../journal/verify/proof-file';
import { HttpError } from '../http/problem';
import { defineRoute, file, json, type Route } from '../http/route';
import { employerParams, id } from './schemas';

/** A tile that is asked for by its width never changes. */
const FOR_EVER = { 'Cache-Control': 'public, max-age=31536000, immutable' };
const SHORTLY = { 'Cache-Control': 'public, max-age=2' };

const hash = z.string().regex(/^[0-9a-f]{64}$/);

const entryProof = z
  .object({
    payload: z.string().meta({ description: 'Canonical JSON (RFC 8785): the committed text itself' }),
    salt: hash,
    index: z.int(),
    proof: z.array(hash).meta({ description: 'Inclusion path, leaf to root (RFC 9162, 2.1.3)' }),
    checkpoint: z.string().meta({ description: 'Signed note (C2SP tlog-checkpoint)' }),
  })
  .meta({ id: 'EntryProof' });

const proofResponses = { 200: { description: 'The entry opened, and its place', json: entryProof } };

export interface JournalRouteDeps {
  readonly uow: UnitOfWork;
  readonly keys: KeyRing;
  readonly journal: Journal;
}

/** The log for everybody (C2SP tlog-tiles: commitments only), an entry for those it concerns. */
export function journalRoutes(deps: JournalRouteDeps): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/journal/checkpoint',
      tag: 'journal',
      summary: 'The newest signed tree head',
      access: 'public',
      responses: { 200: { description: 'C2SP tlog-checkpoint', files: ['text/plain; charset=utf-8'] } },
      problems: ['not-found'],
      handle: async ({ actor }) => {
        const checkpoint = await deps.uow.run(actor, readCheckpoint);
        if (checkpoint === null) throw new HttpError('not-found');
        const content = Buffer.from(checkpoint.note);
        return file(200, { contentType: 'text/plain; charset=utf-8', content }, SHORTLY);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/journal/tile/{+path}',
      tag: 'journal',
      summary: 'Hashes of the tree: `<level>/<index>[.p/<width>]` (C2SP tlog-tiles)',
      access: 'public',
      params: z.object({ path: z.string().max(64) }),
      responses: { 200: { description: 'Hashes of 32 bytes', files: ['application/octet-stream'] } },
      problems: ['not-found'],
      handle: async ({ actor, params }) => {
        const content = await deps.uow.run(actor, (tx) => readTile(tx, `tile/${params.path}`));
        if (content === null) throw new HttpError('not-found');
        return file(200, { contentType: 'application/octet-stream', content }, FOR_EVER);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/journal/entries/{entryId}/proof',
      tag: 'journal',
      summary: "An entry of the agent's own vaults, with its proof of inclusion",
      access: 'agent',
      params: z.object({ entryId: id }),
      responses: proofResponses,
      problems: ['entry-not-found', 'not-yet-published'],
      handle: async ({ actor, params }) =>
        json(200, showProof(await proveEntry(deps, actor, params.entryId))),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}/journal/entries/{entryId}/proof',
      tag: 'journal',
      summary: "An entry of the employer's vault, with its proof of inclusion",
      access: { employer: ['hr', 'hr-reader', 'client:read'] },
      params: employerParams.extend({ entryId: id }),
      responses: proofResponses,
      problems: ['entry-not-found', 'not-yet-published'],
      handle: async ({ actor, params }) =>
        json(200, showProof(await proveEntry(deps, actor, params.entryId))),
    }),
  ];
}

function showProof({ payload, salt, index, proof, checkpoint }: EntryProof): z.input<typeof entryProof> {
  return {
    payload,
    salt: salt.toString('hex'),
    index,
    proof: proof.map((part) => part.toString('hex')),
    checkpoint,
  };
}
