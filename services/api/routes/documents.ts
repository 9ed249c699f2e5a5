import { z } from 'zod';
import { correctDocument } from '../../vaults/correct-document';
import { countOwnYears } from '../../vaults/count-own-years';
import { listEmployerDocuments, listOwnDocuments } from '../../vaults/list-documents';
import { listSlips } from '../../vaults/list-slips';
import {
  type DocumentReader,
  openDocument,
  readDocument,
  readEmployerDocument,
} from '../../vaults/open-document';
import { proveDeposit } from '../../vaults/prove-document';
import { readOwnTrace } from '../../vaults/read-trace';
import { DOCUMENT_TYPES } from '../../vaults/tables';
import { pageBody, pageOf, pageQuery } from '../http/keyset-page';
import { jsonBody } from '../http/request-body';
import { defineRoute, type FileReply, file, json, type Route } from '../http/route';
import { employerParams, id, instant, period, search } from './schemas';

const documentType = z.enum(DOCUMENT_TYPES);

const document = z
  .object({
    id,
    employerId: id,
    employerName: z.string(),
    type: documentType,
    period: z.string(),
    pages: z.int(),
    size: z.int().meta({ description: 'Bytes of the sealed file' }),
    sha256: z.string().meta({ description: 'Of the sealed file, lower-case hex' }),
    sealLevel: z.string(),
    sealedAt: instant.nullable(),
    depositedAt: instant,
    title: z.string().nullable().meta({ description: "The sender's; every NIR masked" }),
    slipNumber: z.int().positive().nullable().meta({
      description: 'Of a payslip: 2 and more are further slips of its month; null where it replaces another',
    }),
    corrects: id.nullable().meta({ description: 'Payslip that this one replaces' }),
    replacedBy: z
      .object({ id, depositedAt: instant })
      .nullable()
      .meta({ description: 'Its successor: this one stays, and no longer counts' }),
    fileName: z.string().meta({ description: 'Suggested for the sealed file; names no person' }),
  })
  .meta({ id: 'Document' });

const employerDocument = document
  .extend({
    agent: z.object({
      agentId: id,
      payrollNumber: z.string(),
      familyName: z.string(),
      givenName: z.string(),
    }),
    agentCopy: z.enum(['released', 'scheduled', 'withheld']).meta({
      description: 'Whether there is a copy for the agent: theirs, theirs from its publication, or none',
    }),
    withdrawn: z
      .boolean()
      .meta({ description: 'Cancelled before its publication: the agent never had it; the copy stays' }),
  })
  .meta({ id: 'EmployerDocument' });

const years = z
  .object({
    years: z
      .array(z.object({ year: z.string(), count: z.int().positive() }))
      .readonly()
      .meta({ description: 'Newest first' }),
  })
  .meta({ id: 'Years' });

const traceEntry = z
  .object({
    id,
    at: instant,
    role: z.string().meta({ description: 'By body and role, never by person' }),
    employerName: z.string().nullable(),
    action: z.string(),
    outcome: z.enum(['done', 'refused', 'failed']),
    code: z.string().nullable(),
    documentId: id.nullable(),
  })
  .meta({ id: 'TraceEntry' });

const PDF = 'application/pdf';
const PROOF = 'application/json';
const ownParams = z.object({ documentId: id });
const employerDocumentParams = employerParams.extend({ documentId: id });
const READERS = { employer: ['hr', 'hr-reader', 'client:read'] } as const;
const year = z.string().regex(/^\d{4}$/);
const employerFilter = {
  type: documentType.optional(),
  period: period.optional(),
  year: year.optional().meta({ description: 'Of the period' }),
};
const NOT_FOUND = ['document-not-found'] as const;
const NOT_PROVABLE = [...NOT_FOUND, 'proof-not-ready', 'entry-not-found'] as const;

/** The agent's side: all vaults of the account, shown as one. */
export function ownDocumentRoutes(deps: DocumentReader): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/me/documents',
      tag: 'me',
      summary: 'Documents of all own vaults, newest period first',
      access: 'agent',
      query: pageQuery.extend({
        year: year.optional(),
        type: documentType.optional(),
        employerId: id.optional(),
      }),
      responses: { 200: { description: 'A page', json: pageOf(document) } },
      problems: ['cursor-invalid'],
      handle: async ({ actor, query }) => json(200, await listOwnDocuments(deps, actor, query)),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/me/years',
      tag: 'me',
      summary: 'Years of which the own vaults hold documents',
      access: 'agent',
      responses: { 200: { description: 'The years', json: years } },
      handle: async ({ actor }) => json(200, await countOwnYears(deps, actor)),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/me/documents/{documentId}',
      tag: 'me',
      summary: 'One document',
      access: 'agent',
      params: ownParams,
      responses: { 200: { description: 'The document', json: document } },
      problems: NOT_FOUND,
      handle: async ({ actor, params }) => json(200, await readDocument(deps, actor, params.documentId)),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/me/documents/{documentId}/content',
      tag: 'me',
      summary: 'The sealed PDF',
      access: 'agent',
      params: ownParams,
      responses: { 200: { description: 'The sealed file', files: [PDF] } },
      problems: [...NOT_FOUND, 'document-damaged'],
      handle: async ({ actor, params }) => file(200, await pdfOf(deps, actor, params.documentId)),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/me/documents/{documentId}/proof',
      tag: 'me',
      summary: 'Journal entries, inclusion proof and checkpoint: verifies offline',
      access: 'agent',
      params: ownParams,
      responses: { 200: { description: 'Proof file', files: [PROOF] } },
      problems: NOT_PROVABLE,
      handle: async ({ actor, params }) => file(200, await proofOf(deps, actor, params.documentId)),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/me/journal',
      tag: 'me',
      summary: 'Who did what on the own vaults, newest first',
      access: 'agent',
      query: pageQuery,
      responses: { 200: { description: 'A page', json: pageOf(traceEntry) } },
      problems: ['cursor-invalid'],
      handle: async ({ actor, query }) => json(200, await readOwnTrace(deps, actor, query)),
    }),
  ];
}

/** The employer's side: its own copies. Never whether an agent has opened one. */
export function employerDocumentRoutes(deps: DocumentReader): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}/documents',
      tag: 'documents',
      summary: 'Documents of the employer vault, newest first',
      access: READERS,
      params: employerParams,
      query: pageQuery.extend(employerFilter),
      responses: { 200: { description: 'A page', json: pageOf(employerDocument) } },
      problems: ['cursor-invalid'],
      handle: async ({ actor, params, query }) =>
        json(200, await listEmployerDocuments(deps, actor, params.employerId, query)),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/employers/{employerId}/documents/search',
      tag: 'documents',
      summary: 'Those of the list that are of one person; a body, for a URL carries no name',
      access: READERS,
      params: employerParams,
      body: jsonBody(
        pageBody.extend({
          ...employerFilter,
          search: search.meta({ description: 'A matricule, or a family or usage name, whole' }),
        }),
      ),
      responses: { 200: { description: 'A page', json: pageOf(employerDocument) } },
      problems: ['cursor-invalid'],
      handle: async ({ actor, params, body }) =>
        json(200, await listEmployerDocuments(deps, actor, params.employerId, body)),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}/documents/{documentId}',
      tag: 'documents',
      summary: 'One document',
      access: READERS,
      params: employerDocumentParams,
      responses: { 200: { description: 'The document', json: employerDocument } },
      problems: NOT_FOUND,
      handle: async ({ actor, params }) =>
        json(200, await readEmployerDocument(deps, actor, params.employerId, params.documentId)),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}/documents/{documentId}/slips',
      tag: 'documents',
      summary: 'The payslips of its agent and month, itself included, first deposited first',
      access: READERS,
      params: employerDocumentParams,
      responses: {
        200: { description: 'The payslips', json: z.object({ items: z.array(employerDocument).readonly() }) },
      },
      problems: NOT_FOUND,
      handle: async ({ actor, params }) =>
        json(200, { items: await listSlips(deps, actor, params.employerId, params.documentId) }),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/employers/{employerId}/documents/{documentId}/corrects',
      tag: 'documents',
      summary: 'Say that this payslip replaces an earlier one of the same agent and month; twice is once',
      // A person answers for it, never a machine; nobody for themself.
      access: { employer: ['hr'] },
      params: employerDocumentParams,
      body: jsonBody(
        z.strictObject({ documentId: id.meta({ description: 'The payslip to be replaced: it stays' }) }),
      ),
      responses: { 200: { description: 'The document that replaces', json: employerDocument } },
      problems: [
        ...NOT_FOUND,
        'self-deposit',
        'correction-other-agent',
        'correction-other-period',
        'correction-not-payslip',
        'correction-withdrawn',
        'correction-replaced',
        'correction-exists',
        'correction-not-earlier',
      ],
      handle: async ({ actor, params, body }) =>
        json(200, await correctDocument(deps, actor, params, body.documentId)),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}/documents/{documentId}/content',
      tag: 'documents',
      summary: 'The sealed PDF; the agent sees in their trace that it was read',
      access: READERS,
      params: employerDocumentParams,
      responses: { 200: { description: 'The sealed file', files: [PDF] } },
      problems: [...NOT_FOUND, 'document-damaged'],
      handle: async ({ actor, params }) => file(200, await pdfOf(deps, actor, params.documentId)),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/employers/{employerId}/documents/{documentId}/proof',
      tag: 'documents',
      summary: 'Journal entries, inclusion proof and checkpoint of the employer copy',
      access: READERS,
      params: employerDocumentParams,
      responses: { 200: { description: 'Proof file', files: [PROOF] } },
      problems: NOT_PROVABLE,
      handle: async ({ actor, params }) => file(200, await proofOf(deps, actor, params.documentId)),
    }),
  ];
}

type ActorOf = Parameters<typeof openDocument>[1];

async function pdfOf(deps: DocumentReader, actor: ActorOf, documentId: string): Promise<FileReply> {
  const { document: view, content } = await openDocument(deps, actor, documentId);
  const { size, fileName } = view;
  return { contentType: PDF, content, size, disposition: { kind: 'attachment', fileName } };
}

async function proofOf(deps: DocumentReader, actor: ActorOf, documentId: string): Promise<FileReply> {
  const proof = await proveDeposit(deps, actor, documentId);
  return {
    contentType: PROOF,
    content: Buffer.from(JSON.stringify(proof, null, 2)),
    disposition: { kind: 'attachment', fileName: `preuve-${documentId}.json` },
  };
}
