import type { IdentityDeps } from '../../identity/deps';
import type { IngestionDeps } from '../../ingestion/deps';
import type { WebhookDeps } from '../../ingestion/webhooks/deps';
import type { SealVerifier } from '../../sealing/verify/seal-verifier';
import type { DocumentReader } from '../../vaults/open-document';
import type { Route } from '../http/route';
import { activationRoutes } from './activations';
import { agentRoutes, type DirectoryRouteDeps } from './agents';
import { batchRoutes } from './batches';
import { clientRoutes } from './client';
import { employerDocumentRoutes, ownDocumentRoutes } from './documents';
import { employerAccessRoutes } from './employer-access';
import { employerRoutes } from './employers';
import { healthRoutes } from './health';
import { type ItemRouteDeps, itemRoutes } from './items';
import { type JournalRouteDeps, journalRoutes } from './journal';
import { layoutRoutes } from './layouts';
import { monthRoutes } from './months';
import { oauth2Routes } from './oauth2';
import { type PortalRouteDeps, portalRoutes } from './portal';
import { sessionRoutes } from './session';
import { singleDocumentRoutes } from './single-documents';
import { type TrustAnchors, trustRoutes } from './trust';
import { uploadRoutes } from './uploads';
import { verifyRoutes } from './verify';
import { webhookRoutes } from './webhooks';

/** What the routes call. Each capability brings its own dependencies. */
export interface Capabilities {
  readonly directory: DirectoryRouteDeps;
  readonly identity: IdentityDeps;
  readonly ingestion: IngestionDeps & ItemRouteDeps;
  readonly webhooks: WebhookDeps;
  readonly documents: DocumentReader;
  readonly journal: JournalRouteDeps;
  readonly trust: TrustAnchors;
  readonly verifier: SealVerifier;
  readonly portal: PortalRouteDeps;
  readonly publicUrl: string;
}

/** Every call of the API, one list per resource. */
export function createRoutes(capabilities: Capabilities): Route[] {
  const { directory, identity, ingestion, webhooks, documents, journal, trust, verifier, portal, publicUrl } =
    capabilities;
  return [
    ...healthRoutes(),
    ...oauth2Routes(identity),
    ...activationRoutes(identity),
    ...sessionRoutes(identity, publicUrl),
    ...clientRoutes(directory),
    ...employerRoutes(directory),
    ...employerAccessRoutes(identity),
    ...agentRoutes(directory, identity, publicUrl),
    ...batchRoutes(ingestion),
    ...uploadRoutes(ingestion),
    ...itemRoutes(ingestion),
    ...layoutRoutes(ingestion),
    ...monthRoutes(ingestion),
    ...singleDocumentRoutes(ingestion),
    ...webhookRoutes(webhooks),
    ...employerDocumentRoutes(documents),
    ...ownDocumentRoutes(documents),
    ...journalRoutes(journal),
    ...trustRoutes(trust),
    ...verifyRoutes(verifier),
    ...portalRoutes(portal),
  ];
}
