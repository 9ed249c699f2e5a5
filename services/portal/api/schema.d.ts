// Written by `npm run portal:types` from the OpenAPI document. Do not edit.

export type Problem = { readonly "type": string; readonly "title": string; readonly "status": number; readonly "code": string; readonly "detail": string; readonly "requestId": string; readonly "invalid"?: readonly ({ readonly "path": string; readonly "code": string; })[]; readonly "line"?: number; readonly "columns"?: readonly (string)[]; };

export type Token = { readonly "access_token": string; readonly "token_type": "Bearer"; readonly "expires_in": number; readonly "scope": string; };

export type OAuthProblem = { readonly "type": string; readonly "title": string; readonly "status": number; readonly "code": string; readonly "detail": string; readonly "requestId": string; readonly "invalid"?: readonly ({ readonly "path": string; readonly "code": string; })[]; readonly "line"?: number; readonly "columns"?: readonly (string)[]; readonly "error": string; readonly "error_description": string; };

export type Activation = { readonly "code": string; readonly "birthDate"?: string; readonly "login"?: string; readonly "password": string; };

export type Session = { readonly "accountId": string; readonly "login": string; readonly "operatorAdmin": boolean; readonly "grants": readonly ({ readonly "employerId": string; readonly "employerName": string; readonly "siret": string; readonly "role": "hr" | "hr-reader"; })[]; readonly "employments": readonly ({ readonly "employerId": string; readonly "employerName": string; readonly "siret": string; readonly "employmentId": string; })[]; readonly "csrfToken": string; readonly "endsAt": string; };

export type CurrentClient = { readonly "clientId": string; readonly "scopes": readonly ("deposit" | "read" | "directory")[]; readonly "employer": { readonly "id": string; readonly "siret": string; readonly "name": string; }; };

export type NewEmployer = { readonly "siret": string; readonly "name": string; readonly "regime"?: "opt-out" | "opt-in"; readonly "noticeDate"?: string | null; readonly "settings"?: { readonly "noticeMonths"?: number; readonly "printUntilActivated"?: boolean; readonly "retentionYears"?: { readonly "payslip"?: number; readonly "certificate"?: number; readonly "decision"?: number; readonly "other"?: number; }; readonly "manifestOnlyTypes"?: readonly ("payslip" | "certificate" | "decision" | "other")[]; readonly "endedNumberMonths"?: number; readonly "quotas"?: { readonly "openBatches"?: number; readonly "stagedMebibytes"?: number; readonly "itemsPerDay"?: number; }; readonly "furtherSlips"?: { readonly "sharePercent"?: number; readonly "minimum"?: number; }; }; };

export type Employer = { readonly "id": string; readonly "siret": string; readonly "name": string; readonly "regime": "opt-out" | "opt-in"; readonly "noticeDate": string | null; readonly "settings": { readonly "noticeMonths"?: number; readonly "printUntilActivated"?: boolean; readonly "retentionYears"?: { readonly "payslip"?: number; readonly "certificate"?: number; readonly "decision"?: number; readonly "other"?: number; }; readonly "manifestOnlyTypes"?: readonly ("payslip" | "certificate" | "decision" | "other")[]; readonly "endedNumberMonths"?: number; readonly "quotas"?: { readonly "openBatches"?: number; readonly "stagedMebibytes"?: number; readonly "itemsPerDay"?: number; }; readonly "furtherSlips"?: { readonly "sharePercent"?: number; readonly "minimum"?: number; }; }; };

export type IssuedCode = { readonly "code": string; readonly "expiresAt": string; };

export type Staff = { readonly "accountId": string; readonly "role": "hr" | "hr-reader"; readonly "since": string; };

export type Client = { readonly "clientId": string; readonly "name": string; readonly "scopes": readonly ("deposit" | "read" | "directory")[]; readonly "since": string; };

export type AgentsImportReport = { readonly "dryRun": boolean; readonly "rows": number; readonly "created": number; readonly "updated": number; readonly "unchanged": number; readonly "ignored": number; readonly "errors": readonly ({ readonly "line": number; readonly "code": string; })[]; readonly "errorCount": number; };

export type Agent = { readonly "id": string; readonly "payrollNumber": string; readonly "source": string; readonly "familyName": string; readonly "usageName": string | null; readonly "givenName": string; readonly "birthDate": string; readonly "invitationAddress": string | null; readonly "channel": "unset" | "electronic" | "paper"; readonly "noticeDate": string | null; readonly "startDate": string; readonly "endDate": string | null; readonly "activated": boolean; };

export type Batch = { readonly "id": string; readonly "reference": string; readonly "kind": "payroll" | "backfill" | "hr"; readonly "format": "zip" | "merged-pdf" | "pdf"; readonly "period": string; readonly "source": string; readonly "state": "open" | "submitted" | "expanding" | "matching" | "proposed" | "depositing" | "completed" | "failed" | "cancelled"; readonly "failure": { readonly "code": string; readonly "detail": string; } | null; readonly "blocked": { readonly "code": string; readonly "since": string; readonly "nextTryAt": string | null; } | null; readonly "furtherSlips": number | null; readonly "counts": Readonly<Record<string, number>>; readonly "received": number; readonly "openQuarantine": number; readonly "revision": number; readonly "dryRun": boolean; readonly "publishAt": string | null; readonly "published": boolean; readonly "content": { readonly "size": number; readonly "sha256": string; } | null; readonly "proposal": { readonly "ready": number; readonly "toCheck": number; readonly "unreadable": number; readonly "duplicates": number; readonly "toPrint": number; readonly "furtherSlips": number; readonly "missingSinceLastMonth": number; readonly "newSinceLastMonth": number; readonly "otherSirets": readonly (string)[]; } | null; readonly "expiresAt": string | null; readonly "ignoredPages": { readonly "count": number; readonly "first": readonly ({ readonly "page": number; readonly "rule": "blank" | "cover"; })[]; }; readonly "openedAt": string; readonly "submittedAt": string | null; readonly "confirmedAt": string | null; readonly "completedAt": string | null; };

export type Item = { readonly "item": string; readonly "file": string; readonly "firstPage": number | null; readonly "lastPage": number | null; readonly "pages": string; readonly "ignoredPages": string; readonly "payrollNumber": string; readonly "familyName": string; readonly "type": string; readonly "period": string; readonly "state": "pending" | "deposited" | "duplicate" | "quarantined" | "rejected" | "to-print" | "cancelled"; readonly "code": string | null; readonly "reason": string | null; readonly "documentId": string | null; readonly "agentCopy": "released" | "withheld" | null; readonly "duplicateOf": string | null; readonly "claimedPayrollNumber": string; readonly "externalId": string; readonly "proposal": { readonly "state": "deposited" | "duplicate" | "quarantined" | "rejected" | "to-print"; readonly "payrollNumber": string; readonly "familyName": string; readonly "code": string | null; readonly "pages": string; } | null; };

export type ChangedAgent = { readonly "agentId": string; readonly "payrollNumber": string; readonly "familyName": string; readonly "usageName": string | null; readonly "givenName": string; };

export type QuarantinedItem = { readonly "item": string; readonly "file": string; readonly "firstPage": number | null; readonly "lastPage": number | null; readonly "pages": string; readonly "ignoredPages": string; readonly "payrollNumber": string; readonly "familyName": string; readonly "type": string; readonly "period": string; readonly "state": "pending" | "deposited" | "duplicate" | "quarantined" | "rejected" | "to-print" | "cancelled"; readonly "code": string | null; readonly "reason": string | null; readonly "documentId": string | null; readonly "agentCopy": "released" | "withheld" | null; readonly "duplicateOf": string | null; readonly "claimedPayrollNumber": string; readonly "externalId": string; readonly "proposal": { readonly "state": "deposited" | "duplicate" | "quarantined" | "rejected" | "to-print"; readonly "payrollNumber": string; readonly "familyName": string; readonly "code": string | null; readonly "pages": string; } | null; readonly "batchId": string; readonly "batchReference": string; readonly "receivedAt": string; };

export type ItemDetail = { readonly "item": Item; readonly "claim": { readonly "payrollNumber": string | null; readonly "familyName": string | null; readonly "givenName": string | null; readonly "birthDate": string | null; readonly "type": string | null; readonly "period": string | null; readonly "title": string | null; }; readonly "page": { readonly "payrollNumber": string | null; readonly "names": readonly (string)[]; readonly "birthDate": string | null; readonly "period": string | null; readonly "siret": string | null; }; readonly "type": "payslip" | "certificate" | "decision" | "other"; readonly "period": string; readonly "candidates": readonly (Candidate)[]; readonly "weighed": { readonly "agentId": string; readonly "payrollNumber": string; readonly "familyName": string; readonly "usageName": string | null; readonly "givenName": string; readonly "birthDate": string; readonly "running": boolean; readonly "self": boolean; readonly "named": boolean; readonly "signals": readonly ({ readonly "name": "payrollNumber" | "familyName" | "givenName" | "birthDate"; readonly "claim": "agrees" | "disagrees" | "silent"; readonly "page": "agrees" | "disagrees" | "silent"; })[]; readonly "contradictions": readonly ("claim:payrollNumber" | "claim:familyName" | "claim:givenName" | "claim:birthDate" | "claim:period" | "page:payrollNumber" | "page:familyName" | "page:givenName" | "page:birthDate" | "page:period" | "page:another-agent")[]; } | null; readonly "pageCount": number; readonly "actions": readonly ("deposit" | "reject")[]; readonly "self": boolean; readonly "settling": boolean; readonly "contentGone": boolean; };

export type Candidate = { readonly "agentId": string; readonly "payrollNumber": string; readonly "familyName": string; readonly "usageName": string | null; readonly "givenName": string; readonly "birthDate": string; readonly "running": boolean; readonly "self": boolean; readonly "named": boolean; readonly "signals": readonly ({ readonly "name": "payrollNumber" | "familyName" | "givenName" | "birthDate"; readonly "claim": "agrees" | "disagrees" | "silent"; readonly "page": "agrees" | "disagrees" | "silent"; })[]; readonly "contradictions": readonly ("claim:payrollNumber" | "claim:familyName" | "claim:givenName" | "claim:birthDate" | "claim:period" | "page:payrollNumber" | "page:familyName" | "page:givenName" | "page:birthDate" | "page:period" | "page:another-agent")[]; };

export type Layouts = { readonly "fileNames": readonly ({ readonly "pattern": string; readonly "types"?: Readonly<Record<string, "payslip" | "certificate" | "decision" | "other">>; })[]; readonly "pages"?: readonly ({  })[]; };

export type TriedFileName = { readonly "fileName": string; readonly "reads": { readonly "payrollNumber": string; readonly "period": string | null; readonly "type": "payslip" | "certificate" | "decision" | "other" | null; } | null; readonly "code": "layout-unknown" | "nir-as-payroll-number" | null; readonly "patterns": readonly ({ readonly "pattern": string | null; readonly "reads": readonly ({ readonly "payrollNumber": string; readonly "period": string | null; readonly "type": "payslip" | "certificate" | "decision" | "other" | null; })[]; })[]; };

export type Month = { readonly "period": string; readonly "received": number; readonly "deposited": number; readonly "toPrint": number; readonly "quarantined": number; readonly "rejected": number; readonly "duplicate": number; readonly "agents": number; readonly "notActivated": number; readonly "batches": number; readonly "missingSinceLastMonth": number; readonly "newSinceLastMonth": number; };

export type Webhook = { readonly "id": string; readonly "url": string; readonly "createdAt": string; readonly "failingSince": string | null; readonly "disabled": { readonly "at": string; readonly "code": "gone" | "failing"; } | null; };

export type WebhookDelivery = { readonly "id": string; readonly "eventId": string; readonly "type": "batch.proposed" | "batch.completed" | "batch.failed" | "batch.cancelled" | "batch.expired" | "batch.quarantine-opened" | "batch.quarantine-settled" | "webhook.test"; readonly "batchId": string | null; readonly "occurredAt": string; readonly "state": "pending" | "delivered" | "dead"; readonly "attempts": number; readonly "attemptedAt": string | null; readonly "statusCode": number | null; readonly "errorCode": string | null; readonly "nextAttemptAt": string | null; };

export type EmployerDocument = { readonly "id": string; readonly "employerId": string; readonly "employerName": string; readonly "type": "payslip" | "certificate" | "decision" | "other"; readonly "period": string; readonly "pages": number; readonly "size": number; readonly "sha256": string; readonly "sealLevel": string; readonly "sealedAt": string | null; readonly "depositedAt": string; readonly "title": string | null; readonly "slipNumber": number | null; readonly "corrects": string | null; readonly "replacedBy": { readonly "id": string; readonly "depositedAt": string; } | null; readonly "fileName": string; readonly "agent": { readonly "agentId": string; readonly "payrollNumber": string; readonly "familyName": string; readonly "givenName": string; }; readonly "agentCopy": "released" | "scheduled" | "withheld"; readonly "withdrawn": boolean; };

export type Document = { readonly "id": string; readonly "employerId": string; readonly "employerName": string; readonly "type": "payslip" | "certificate" | "decision" | "other"; readonly "period": string; readonly "pages": number; readonly "size": number; readonly "sha256": string; readonly "sealLevel": string; readonly "sealedAt": string | null; readonly "depositedAt": string; readonly "title": string | null; readonly "slipNumber": number | null; readonly "corrects": string | null; readonly "replacedBy": { readonly "id": string; readonly "depositedAt": string; } | null; readonly "fileName": string; };

export type Years = { readonly "years": readonly ({ readonly "year": string; readonly "count": number; })[]; };

export type TraceEntry = { readonly "id": string; readonly "at": string; readonly "role": string; readonly "employerName": string | null; readonly "action": string; readonly "outcome": "done" | "refused" | "failed"; readonly "code": string | null; readonly "documentId": string | null; };

export type EntryProof = { readonly "payload": string; readonly "salt": string; readonly "index": number; readonly "proof": readonly (string)[]; readonly "checkpoint": string; };

export type TrustAnchors = { readonly "sealCa": string; readonly "tsaCa": string; readonly "journalKey": string; };

export type SealFinding = { readonly "verdict": "verified" | "broken" | "cannot-tell"; readonly "code": string | null; readonly "statement": string | null; readonly "sealedBy": string | null; readonly "time": string | null; readonly "timeGivenBy": string | null; readonly "timeQualified": boolean; readonly "level": string | null; };

export type Portal = { readonly "operatorName": string | null; readonly "productName": string; readonly "logo": boolean; readonly "verifyUrl": string; readonly "languages": readonly ("fr" | "en")[]; };

export interface Operations {
  /** Whether the API answers */
  'GET /healthz': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    response: { readonly "status": "ok"; };
  };
  /** A token for a payroll system */
  'POST /oauth2/token': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: { readonly "grant_type": string; readonly "client_id"?: string; readonly "client_secret"?: string; readonly "scope"?: string; };
    response: Token;
  };
  /** Make an account from a one-time code */
  'POST /v1/activations': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: Activation;
    response: { readonly "accountId": string; readonly "login": string; };
  };
  /** Add what another code is for to the account that is signed in */
  'POST /v1/me/employments': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: { readonly "code": string; readonly "birthDate"?: string; };
    response: undefined;
  };
  /** Sign in */
  'POST /v1/session': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: { readonly "login": string; readonly "password": string; };
    response: Session;
  };
  /** Who is signed in, and as what */
  'GET /v1/session': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    response: Session;
  };
  /** Sign out */
  'DELETE /v1/session': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    response: undefined;
  };
  /** Sign out everywhere, here included */
  'DELETE /v1/sessions': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    response: undefined;
  };
  /** Whose token this is: the payroll system, its scopes and its employer */
  'GET /v1/client': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    response: CurrentClient;
  };
  /** Take in an employer */
  'POST /v1/employers': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: NewEmployer;
    response: { readonly "id": string; };
  };
  /** An employer and its settings */
  'GET /v1/employers/{employerId}': {
    params: { readonly "employerId": string; };
    query: Record<never, never>;
    body: undefined;
    response: Employer;
  };
  /** Invite a person to act for the employer */
  'POST /v1/employers/{employerId}/users': {
    params: { readonly "employerId": string; };
    query: Record<never, never>;
    body: { readonly "role": "hr" | "hr-reader"; readonly "address": string; };
    response: IssuedCode;
  };
  /** Who holds a role with the employer, by account */
  'GET /v1/employers/{employerId}/users': {
    params: { readonly "employerId": string; };
    query: { readonly "limit"?: number; readonly "cursor"?: string; };
    body: undefined;
    response: { readonly "items": readonly (Staff)[]; readonly "nextCursor": string | null; };
  };
  /** End a person's role, from the next request on */
  'DELETE /v1/employers/{employerId}/users/{accountId}/roles/{role}': {
    params: { readonly "employerId": string; readonly "accountId": string; readonly "role": "hr" | "hr-reader"; };
    query: Record<never, never>;
    body: undefined;
    response: undefined;
  };
  /** Register a payroll system */
  'POST /v1/employers/{employerId}/clients': {
    params: { readonly "employerId": string; };
    query: Record<never, never>;
    body: { readonly "name": string; readonly "scopes": readonly (unknown)[]; };
    response: { readonly "clientId": string; readonly "clientSecret": string; };
  };
  /** Payroll systems of the employer that are not revoked */
  'GET /v1/employers/{employerId}/clients': {
    params: { readonly "employerId": string; };
    query: { readonly "limit"?: number; readonly "cursor"?: string; };
    body: undefined;
    response: { readonly "items": readonly (Client)[]; readonly "nextCursor": string | null; };
  };
  /** End a payroll system's access, tokens included */
  'DELETE /v1/employers/{employerId}/clients/{clientId}': {
    params: { readonly "employerId": string; readonly "clientId": string; };
    query: Record<never, never>;
    body: undefined;
    response: undefined;
  };
  /** Import agents from CSV, days as YYYY-MM-DD or DD/MM/YYYY; every valid row is taken, the others are reported */
  'POST /v1/employers/{employerId}/agents/import': {
    params: { readonly "employerId": string; };
    query: { readonly "dryRun"?: boolean; };
    body: Blob;
    response: AgentsImportReport;
  };
  /** The employer's agents, by matricule */
  'GET /v1/employers/{employerId}/agents': {
    params: { readonly "employerId": string; };
    query: { readonly "limit"?: number; readonly "cursor"?: string; readonly "activated"?: boolean; };
    body: undefined;
    response: { readonly "items": readonly (Agent)[]; readonly "nextCursor": string | null; };
  };
  /** Those of the list whom a matricule or a name finds; a body, for a URL carries no name */
  'POST /v1/employers/{employerId}/agents/search': {
    params: { readonly "employerId": string; };
    query: Record<never, never>;
    body: { readonly "limit"?: number; readonly "cursor"?: string; readonly "search": string; readonly "activated"?: boolean; };
    response: { readonly "items": readonly (Agent)[]; readonly "nextCursor": string | null; };
  };
  /** A new activation code; it ends the one before */
  'POST /v1/employers/{employerId}/agents/{agentId}/activation-code': {
    params: { readonly "employerId": string; readonly "agentId": string; };
    query: Record<never, never>;
    body: undefined;
    response: { readonly "code": string; readonly "expiresAt": string; readonly "invitationAddress": string | null; };
  };
  /** Activation letters to print, one page each, by name; each new code ends the one before */
  'POST /v1/employers/{employerId}/agents/letters': {
    params: { readonly "employerId": string; };
    query: Record<never, never>;
    body: { readonly "agentIds": readonly (string)[]; } | { readonly "onlyNotActivated": true; };
    response: Blob;
  };
  /** Open a batch; a known reference with the same metadata returns the batch it names */
  'POST /v1/employers/{employerId}/batches': {
    params: { readonly "employerId": string; };
    query: Record<never, never>;
    body: { readonly "reference": string; readonly "kind"?: "payroll" | "backfill" | "hr"; readonly "format"?: "zip" | "merged-pdf"; readonly "period": string; readonly "source"?: string; readonly "dryRun"?: boolean; readonly "publishAt"?: string; };
    response: Batch;
  };
  /** Batches of the employer, newest first; of one month where it is named */
  'GET /v1/employers/{employerId}/batches': {
    params: { readonly "employerId": string; };
    query: { readonly "limit"?: number; readonly "cursor"?: string; readonly "period"?: string; };
    body: undefined;
    response: { readonly "items": readonly (Batch)[]; readonly "nextCursor": string | null; };
  };
  /** State, counts, and what it waits for */
  'GET /v1/employers/{employerId}/batches/{batchId}': {
    params: { readonly "employerId": string; readonly "batchId": string; };
    query: Record<never, never>;
    body: undefined;
    response: Batch;
  };
  /** Send the archive or merged PDF; it replaces an earlier upload until the batch is submitted */
  'PUT /v1/employers/{employerId}/batches/{batchId}/content': {
    params: { readonly "employerId": string; readonly "batchId": string; };
    query: Record<never, never>;
    body: Blob;
    response: undefined;
  };
  /** Hand the batch over to be matched, sealed and deposited; twice is once */
  'POST /v1/employers/{employerId}/batches/{batchId}/submit': {
    params: { readonly "employerId": string; readonly "batchId": string; };
    query: Record<never, never>;
    body: undefined;
    response: Batch;
  };
  /** Deposit what a dry run proposed, or a batch that waits with further slips; twice is once */
  'POST /v1/employers/{employerId}/batches/{batchId}/confirm': {
    params: { readonly "employerId": string; readonly "batchId": string; };
    query: Record<never, never>;
    body: { readonly "publishAt"?: string; };
    response: Batch;
  };
  /** Stop the batch; before its publication nothing of it ever reaches an agent */
  'POST /v1/employers/{employerId}/batches/{batchId}/cancel': {
    params: { readonly "employerId": string; readonly "batchId": string; };
    query: Record<never, never>;
    body: undefined;
    response: Batch;
  };
  /** Move the time from which agents see the batch, while it is still to come */
  'POST /v1/employers/{employerId}/batches/{batchId}/publication': {
    params: { readonly "employerId": string; readonly "batchId": string; };
    query: Record<never, never>;
    body: { readonly "publishAt": string; };
    response: Batch;
  };
  /** Items in batch order */
  'GET /v1/employers/{employerId}/batches/{batchId}/items': {
    params: { readonly "employerId": string; readonly "batchId": string; };
    query: { readonly "limit"?: number; readonly "cursor"?: string; readonly "state"?: "pending" | "deposited" | "duplicate" | "quarantined" | "rejected" | "to-print" | "cancelled"; readonly "proposal"?: "deposited" | "duplicate" | "quarantined" | "rejected" | "to-print"; };
    body: undefined;
    response: { readonly "items": readonly (Item)[]; readonly "nextCursor": string | null; };
  };
  /** Who was paid the month before and is not in the dry run, or the other way round */
  'GET /v1/employers/{employerId}/batches/{batchId}/proposal/agents/{change}': {
    params: { readonly "employerId": string; readonly "batchId": string; readonly "change": "missing" | "new"; };
    query: { readonly "limit"?: number; readonly "cursor"?: string; };
    body: undefined;
    response: { readonly "items": readonly (ChangedAgent)[]; readonly "nextCursor": string | null; };
  };
  /** One row per item; CSV or JSON by Accept, the JSON with the newest signed tree head */
  'GET /v1/employers/{employerId}/batches/{batchId}/report': {
    params: { readonly "employerId": string; readonly "batchId": string; };
    query: Record<never, never>;
    body: undefined;
    response: Blob;
  };
  /** What of tus is spoken here */
  'OPTIONS /v1/employers/{employerId}/batches/{batchId}/upload': {
    params: { readonly "employerId": string; readonly "batchId": string; };
    query: Record<never, never>;
    body: undefined;
    response: undefined;
  };
  /** Begin to send the archive in pieces: Upload-Length says how many bytes */
  'POST /v1/employers/{employerId}/batches/{batchId}/upload': {
    params: { readonly "employerId": string; readonly "batchId": string; };
    query: Record<never, never>;
    body: undefined;
    response: undefined;
  };
  /** How many bytes are durable: Upload-Offset */
  'HEAD /v1/employers/{employerId}/batches/{batchId}/upload/{uploadId}': {
    params: { readonly "employerId": string; readonly "batchId": string; readonly "uploadId": string; };
    query: Record<never, never>;
    body: undefined;
    response: undefined;
  };
  /** Send the bytes from Upload-Offset on; the last one makes them the content of the batch */
  'PATCH /v1/employers/{employerId}/batches/{batchId}/upload/{uploadId}': {
    params: { readonly "employerId": string; readonly "batchId": string; readonly "uploadId": string; };
    query: Record<never, never>;
    body: Blob;
    response: undefined;
  };
  /** Give an upload up */
  'DELETE /v1/employers/{employerId}/batches/{batchId}/upload/{uploadId}': {
    params: { readonly "employerId": string; readonly "batchId": string; readonly "uploadId": string; };
    query: Record<never, never>;
    body: undefined;
    response: undefined;
  };
  /** Items of all batches that wait for a decision, oldest first */
  'GET /v1/employers/{employerId}/quarantine': {
    params: { readonly "employerId": string; };
    query: { readonly "limit"?: number; readonly "cursor"?: string; };
    body: undefined;
    response: { readonly "items": readonly (QuarantinedItem)[]; readonly "nextCursor": string | null; };
  };
  /** One item: what its sender says, what its page says, and whose it may be */
  'GET /v1/employers/{employerId}/batches/{batchId}/items/{itemId}': {
    params: { readonly "employerId": string; readonly "batchId": string; readonly "itemId": string; };
    query: { readonly "agentId"?: string; };
    body: undefined;
    response: ItemDetail;
  };
  /** A page of a quarantined item as an image; journaled */
  'GET /v1/employers/{employerId}/batches/{batchId}/items/{itemId}/page.png': {
    params: { readonly "employerId": string; readonly "batchId": string; readonly "itemId": string; };
    query: { readonly "page"?: number; readonly "width"?: number; };
    body: undefined;
    response: Blob;
  };
  /** Deposit a quarantined item for the agent chosen, or reject it; never for oneself */
  'POST /v1/employers/{employerId}/batches/{batchId}/items/{itemId}/resolve': {
    params: { readonly "employerId": string; readonly "batchId": string; readonly "itemId": string; };
    query: Record<never, never>;
    body: { readonly "action": "deposit"; readonly "agentId": string; readonly "acknowledge"?: boolean; } | { readonly "action": "reject"; readonly "reason": "not-ours" | "unreadable" | "sent-by-mistake" | "other"; };
    response: Item;
  };
  /** How its files are named; no pattern: names in common use are read */
  'GET /v1/employers/{employerId}/layouts': {
    params: { readonly "employerId": string; };
    query: Record<never, never>;
    body: undefined;
    response: Layouts;
  };
  /** Say how its files are named; it replaces what was said before */
  'PUT /v1/employers/{employerId}/layouts': {
    params: { readonly "employerId": string; };
    query: Record<never, never>;
    body: Layouts;
    response: Layouts;
  };
  /** Try patterns on names of files: what each reads; nothing is kept */
  'POST /v1/employers/{employerId}/layouts/test': {
    params: { readonly "employerId": string; };
    query: Record<never, never>;
    body: { readonly "names": readonly (string)[]; readonly "fileNames"?: readonly ({ readonly "pattern": string; readonly "types"?: Readonly<Record<string, "payslip" | "certificate" | "decision" | "other">>; })[]; readonly "period"?: string; };
    response: { readonly "names": readonly (TriedFileName)[]; };
  };
  /** What came in for a month, what became of it, and who is without a payslip */
  'GET /v1/employers/{employerId}/months/{period}': {
    params: { readonly "employerId": string; readonly "period": string; };
    query: Record<never, never>;
    body: undefined;
    response: Month;
  };
  /** Deposit one PDF for one agent; the batch tells what became of it */
  'POST /v1/employers/{employerId}/documents': {
    params: { readonly "employerId": string; };
    query: Record<never, never>;
    body: FormData;
    response: { readonly "batchId": string; };
  };
  /** Documents of the employer vault, newest first */
  'GET /v1/employers/{employerId}/documents': {
    params: { readonly "employerId": string; };
    query: { readonly "limit"?: number; readonly "cursor"?: string; readonly "type"?: "payslip" | "certificate" | "decision" | "other"; readonly "period"?: string; readonly "year"?: string; };
    body: undefined;
    response: { readonly "items": readonly (EmployerDocument)[]; readonly "nextCursor": string | null; };
  };
  /** Have an https address told of batches; messages hold ids, counts, states and times only */
  'POST /v1/employers/{employerId}/webhooks': {
    params: { readonly "employerId": string; };
    query: Record<never, never>;
    body: { readonly "url": string; };
    response: { readonly "id": string; readonly "url": string; readonly "createdAt": string; readonly "failingSince": string | null; readonly "disabled": { readonly "at": string; readonly "code": "gone" | "failing"; } | null; readonly "secret": string; };
  };
  /** Webhooks of the employer, the oldest first */
  'GET /v1/employers/{employerId}/webhooks': {
    params: { readonly "employerId": string; };
    query: { readonly "limit"?: number; readonly "cursor"?: string; };
    body: undefined;
    response: { readonly "items": readonly (Webhook)[]; readonly "nextCursor": string | null; };
  };
  /** Remove a webhook with its deliveries */
  'DELETE /v1/employers/{employerId}/webhooks/{webhookId}': {
    params: { readonly "employerId": string; readonly "webhookId": string; };
    query: Record<never, never>;
    body: undefined;
    response: undefined;
  };
  /** Renew the secret; the one before it signs beside it for a while, an older one ends at once */
  'POST /v1/employers/{employerId}/webhooks/{webhookId}/secret': {
    params: { readonly "employerId": string; readonly "webhookId": string; };
    query: Record<never, never>;
    body: undefined;
    response: { readonly "secret": string; readonly "previousUntil": string; };
  };
  /** Switch a disabled webhook on again */
  'POST /v1/employers/{employerId}/webhooks/{webhookId}/enable': {
    params: { readonly "employerId": string; readonly "webhookId": string; };
    query: Record<never, never>;
    body: undefined;
    response: Webhook;
  };
  /** Send an event of type webhook.test, on the way of every other */
  'POST /v1/employers/{employerId}/webhooks/{webhookId}/test': {
    params: { readonly "employerId": string; readonly "webhookId": string; };
    query: Record<never, never>;
    body: undefined;
    response: { readonly "deliveryId": string; };
  };
  /** Deliveries to the webhook, the newest first */
  'GET /v1/employers/{employerId}/webhooks/{webhookId}/deliveries': {
    params: { readonly "employerId": string; readonly "webhookId": string; };
    query: { readonly "limit"?: number; readonly "cursor"?: string; };
    body: undefined;
    response: { readonly "items": readonly (WebhookDelivery)[]; readonly "nextCursor": string | null; };
  };
  /** Send a delivery again, whatever became of it: the same event id and body */
  'POST /v1/employers/{employerId}/webhooks/{webhookId}/deliveries/{deliveryId}/replay': {
    params: { readonly "employerId": string; readonly "webhookId": string; readonly "deliveryId": string; };
    query: Record<never, never>;
    body: undefined;
    response: WebhookDelivery;
  };
  /** Those of the list that are of one person; a body, for a URL carries no name */
  'POST /v1/employers/{employerId}/documents/search': {
    params: { readonly "employerId": string; };
    query: Record<never, never>;
    body: { readonly "limit"?: number; readonly "cursor"?: string; readonly "type"?: "payslip" | "certificate" | "decision" | "other"; readonly "period"?: string; readonly "year"?: string; readonly "search": string; };
    response: { readonly "items": readonly (EmployerDocument)[]; readonly "nextCursor": string | null; };
  };
  /** One document */
  'GET /v1/employers/{employerId}/documents/{documentId}': {
    params: { readonly "employerId": string; readonly "documentId": string; };
    query: Record<never, never>;
    body: undefined;
    response: EmployerDocument;
  };
  /** The payslips of its agent and month, itself included, first deposited first */
  'GET /v1/employers/{employerId}/documents/{documentId}/slips': {
    params: { readonly "employerId": string; readonly "documentId": string; };
    query: Record<never, never>;
    body: undefined;
    response: { readonly "items": readonly (EmployerDocument)[]; };
  };
  /** Say that this payslip replaces an earlier one of the same agent and month; twice is once */
  'POST /v1/employers/{employerId}/documents/{documentId}/corrects': {
    params: { readonly "employerId": string; readonly "documentId": string; };
    query: Record<never, never>;
    body: { readonly "documentId": string; };
    response: EmployerDocument;
  };
  /** The sealed PDF; the agent sees in their trace that it was read */
  'GET /v1/employers/{employerId}/documents/{documentId}/content': {
    params: { readonly "employerId": string; readonly "documentId": string; };
    query: Record<never, never>;
    body: undefined;
    response: Blob;
  };
  /** Journal entries, inclusion proof and checkpoint of the employer copy */
  'GET /v1/employers/{employerId}/documents/{documentId}/proof': {
    params: { readonly "employerId": string; readonly "documentId": string; };
    query: Record<never, never>;
    body: undefined;
    response: Blob;
  };
  /** Documents of all own vaults, newest period first */
  'GET /v1/me/documents': {
    params: Record<never, never>;
    query: { readonly "limit"?: number; readonly "cursor"?: string; readonly "year"?: string; readonly "type"?: "payslip" | "certificate" | "decision" | "other"; readonly "employerId"?: string; };
    body: undefined;
    response: { readonly "items": readonly (Document)[]; readonly "nextCursor": string | null; };
  };
  /** Years of which the own vaults hold documents */
  'GET /v1/me/years': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    response: Years;
  };
  /** One document */
  'GET /v1/me/documents/{documentId}': {
    params: { readonly "documentId": string; };
    query: Record<never, never>;
    body: undefined;
    response: Document;
  };
  /** The sealed PDF */
  'GET /v1/me/documents/{documentId}/content': {
    params: { readonly "documentId": string; };
    query: Record<never, never>;
    body: undefined;
    response: Blob;
  };
  /** Journal entries, inclusion proof and checkpoint: verifies offline */
  'GET /v1/me/documents/{documentId}/proof': {
    params: { readonly "documentId": string; };
    query: Record<never, never>;
    body: undefined;
    response: Blob;
  };
  /** Who did what on the own vaults, newest first */
  'GET /v1/me/journal': {
    params: Record<never, never>;
    query: { readonly "limit"?: number; readonly "cursor"?: string; };
    body: undefined;
    response: { readonly "items": readonly (TraceEntry)[]; readonly "nextCursor": string | null; };
  };
  /** The newest signed tree head */
  'GET /v1/journal/checkpoint': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    response: Blob;
  };
  /** Hashes of the tree: `<level>/<index>[.p/<width>]` (C2SP tlog-tiles) */
  'GET /v1/journal/tile/{path}': {
    params: { readonly "path": string; };
    query: Record<never, never>;
    body: undefined;
    response: Blob;
  };
  /** An entry of the agent's own vaults, with its proof of inclusion */
  'GET /v1/journal/entries/{entryId}/proof': {
    params: { readonly "entryId": string; };
    query: Record<never, never>;
    body: undefined;
    response: EntryProof;
  };
  /** An entry of the employer's vault, with its proof of inclusion */
  'GET /v1/employers/{employerId}/journal/entries/{entryId}/proof': {
    params: { readonly "employerId": string; readonly "entryId": string; };
    query: Record<never, never>;
    body: undefined;
    response: EntryProof;
  };
  /** Trust anchors of this installation */
  'GET /v1/trust': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    response: TrustAnchors;
  };
  /** Whether a PDF carries a seal of this installation and is unchanged since; nothing of it is kept */
  'POST /v1/verify': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: Blob;
    response: SealFinding;
  };
  /** Who runs this installation and what it is called */
  'GET /v1/portal': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    response: Portal;
  };
  /** The operator's colours, as custom properties */
  'GET /portal/theme.css': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    response: Blob;
  };
  /** The operator's logo */
  'GET /portal/logo': {
    params: Record<never, never>;
    query: Record<never, never>;
    body: undefined;
    response: Blob;
  };
}
