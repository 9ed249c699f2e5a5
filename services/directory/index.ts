/**
 * The directory: what employers know of themselves and of the people they
 * employ. Use cases take `(deps, actor, input)` and open their own transaction;
 * the others work inside the caller's.
 */

export {
  type EmploymentToActivate,
  markActivated,
  readEmploymentToActivate,
} from './activate-employment';
export { type AgentRowError, type AgentRowErrorCode, isMailAddress } from './agent-row';
export { addMonths, dayInFrance, type IsoDate, isIsoDate } from './calendar';
export {
  type Channel,
  type Delivery,
  type DeliveryFacts,
  decideDelivery,
  type Regime,
} from './electronic-delivery';
export { type EmployerRecords, openEmployerRecords, type RecordDeps } from './employer-records';
export { DirectoryError, type DirectoryErrorCode } from './errors';
export { type Candidate, type CandidateQuery, findCandidates, type HeldNumber } from './find-candidates';
export { foldName } from './fold-name';
export { type AgentsImport, type ImportReport, importAgents } from './import-agents';
export { type AgentPage, type AgentQuery, type AgentView, listAgents } from './list-agents';
export { isNirShaped, isPayrollNumber, normalisePayrollNumber } from './payroll-number';
export { type EmployerView, readEmployer } from './read-employer';
export { readOperatorId } from './read-operator';
export { type DirectoryDeps, type NewEmployer, registerEmployer } from './register-employer';
export { type EmployerSettings, type EmployerSettingsInput, employerSettingsSchema } from './settings';
export { isSiret } from './siret';
export { Employer } from './tables';
