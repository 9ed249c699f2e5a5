import { asAgent, asEmployer, asOperator, type EmployerAccess } from '../../../services/identity/act-as';
import { type AccountPrincipal, type ClientPrincipal } from '../../../services/identity/principal';

const person: AccountPrincipal = {
  kind: 'account',
  accountId: 'account',
  sessionId: 'session',
  operatorAdmin: false,
  grants: [],
  vaults: [],
};
const officer: AccountPrincipal = { ...person, grants: [{ employerId: 'one', role: 'hr' }] };
const admin: AccountPrincipal = { ...person, operatorAdmin: true };
const agent: AccountPrincipal = {
  ...person,
  vaults: [{ vaultId: 'vault', employmentId: 'employment', employerId: 'one' }],
};
const client: ClientPrincipal = { kind: 'client', clientId: 'client', employerId: 'one', scopes: ['read'] };

const outcome = (act: () => { role: string; scope: { kind: string } }): string => {
  try {
    const { role, scope } = act();
    return `${role} in ${scope.kind}`;
  } catch (error) {
    return error instanceof Error ? error.message : 'not an error';
  }
};

test.each([
  ['an officer at their employer', officer, 'one', ['hr'], 'hr in employer'],
  ['an officer elsewhere', officer, 'two', ['hr'], 'not-found'],
  ['an officer without the role', officer, 'one', ['hr-reader'], 'role-insufficient'],
  ['an agent of the employer', agent, 'one', ['hr', 'hr-reader'], 'not-found'],
  ['the operator where named', admin, 'one', ['hr', 'operator-admin'], 'operator-admin in employer'],
  ['the operator where not named', admin, 'one', ['hr'], 'role-insufficient'],
  ['a machine with the scope', client, 'one', ['hr', 'client:read'], 'client in employer'],
  ['a machine without the scope', client, 'one', ['hr', 'client:deposit'], 'role-insufficient'],
  ['a machine elsewhere', client, 'two', ['client:read'], 'not-found'],
] as const)('%s', (_case, principal, employerId, allowed: readonly EmployerAccess[], expected) => {
  expect(outcome(() => asEmployer(principal, employerId, allowed))).toBe(expected);
});

test.each([
  ['operator', admin, 'operator-admin in operator', 'role-insufficient'],
  ['officer', officer, 'role-insufficient', 'role-insufficient'],
  ['agent', agent, 'role-insufficient', 'agent in agent'],
  ['machine', client, 'role-insufficient', 'role-insufficient'],
] as const)('%s as operator and as agent', (_case, principal, asAdmin, asOwner) => {
  expect(outcome(() => asOperator(principal))).toBe(asAdmin);
  expect(outcome(() => asAgent(principal))).toBe(asOwner);
});
