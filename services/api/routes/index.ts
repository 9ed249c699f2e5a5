import type { IdentityDeps } from '../../identity/deps';
import type { IngestionDeps } from '../../ingestion/deps';
import type { DocumentReader } from '../../vaults/open-document';
import type { Route } from '../http/route';
import { activationRoutes } from './activations';
import { agentRoutes, type DirectoryRouteDeps } from './agents';
import { batchRoutes } from './batches';
import { employerDocumentRoutes, ownDocumentRoutes } from './documents';
import { employerAccessRoutes } from './employer-access';
import { employerRoutes } from './employers';
import { healthRoutes } from './health';
import { type JournalRouteDeps, journalRoutes } from './journal';
import { oauth2Routes } from './oauth2';
import { sessionRoutes } from './session';
import { type TrustAnchors, trustRoutes } from './trust';

/** What the routes call. Each capability brings its own dependencies. */
export interface Capabilities {
  readonly directory: DirectoryRouteDeps;
  readonly identity: IdentityDeps;
  readonly ingestion: IngestionDeps;
  readonly documents: DocumentReader;
  readonly journal: JournalRouteDeps;
  readonly trust: TrustAnchors;
  readonly publicUrl: string;
}

/** Every call of the API, one list per resource. */
export function createRoutes(capabilities: Capabilities): Route[] {
  const { directory, identity, ingestion, documents, journal, trust, publicUrl } = capabilities;
  return [
    ...healthRoutes(),
    ...oauth2Routes(identity),
    ...activationRoutes(identity),
    ...sessionRoutes(identity, publicUrl),
    ...employerRoutes(directory),
    ...employerAccessRoutes(identity),
    ...agentRoutes(directory, identity),
    ...batchRoutes(ingestion),
    ...employerDocumentRoutes(documents),
    ...ownDocumentRoutes(documents),
    ...journalRoutes(journal),
    ...trustRoutes(trust),
  ];
}
