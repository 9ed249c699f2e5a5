import { ACCESS } from './areas/access';
import { ACCOUNT } from './areas/account';
import { AGENT } from './areas/agent';
import { HR_AGENTS } from './areas/hr-agents';
import { HR_BATCHES } from './areas/hr-batches';
import { HR_DEPOSIT } from './areas/hr-deposit';
import { HR_DOCUMENTS } from './areas/hr-documents';
import { HR_MONTH } from './areas/hr-month';
import { HR_QUARANTINE } from './areas/hr-quarantine';
import { VERIFY } from './areas/verify';
import type { Screen } from './screen';

/** Every screen of the portal in every state that is worth a look. A new one is added here, once. */
export const SCREENS: readonly Screen[] = [
  ...ACCESS,
  ...ACCOUNT,
  ...AGENT,
  ...VERIFY,
  ...HR_AGENTS,
  ...HR_DEPOSIT,
  ...HR_QUARANTINE,
  ...HR_MONTH,
  ...HR_BATCHES,
  ...HR_DOCUMENTS,
];
