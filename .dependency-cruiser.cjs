const swc = require('@swc/core');

/**
 * dependency-cruiser 17 asks swc for TypeScript without JSX, whatever the file, and fails at the first
 * element of the portal. This configuration is read in its process, before it parses anything.
 */
const parseFileSync = swc.parseFileSync.bind(swc);
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });

/**
 * Which part may know which: the five rules of infra/docs/ARCHITECTURE.md.
 * Paths are anchored to the repository's folders, so that a fixture tree with
 * the same shape (test/unit/architecture.test.ts) is judged by the same rules.
 */
const CAPABILITIES = ['journal', 'sealing', 'directory', 'identity', 'vaults', 'ingestion', 'reversibility'];

/** reversibility → ingestion → vaults → identity → directory → sealing, journal. */
const BELOW = {
  reversibility: ['ingestion', 'vaults', 'identity', 'directory', 'sealing', 'journal'],
  ingestion: ['vaults', 'identity', 'directory', 'sealing', 'journal'],
  vaults: ['identity', 'directory', 'sealing', 'journal'],
  identity: ['directory', 'sealing', 'journal'],
  directory: ['sealing', 'journal'],
  sealing: [],
  journal: [],
};

const VERIFIERS = '^services/(sealing|journal)/verify/';
// A command of the line is a program of its own: it wires what it needs, so that `verify` loads nothing else.
const COMMANDS = '^services/cli/(main|push|create-operator|create-keys)\\.ts$';
const WIRING = `^(services/main|workers/main)\\.ts$|${COMMANDS}|^infra/local/|^test/`;

module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'infra-knows-no-capability',
      comment: 'Rule 1: infra is below every capability. infra/local wires the embedded stack together.',
      severity: 'error',
      from: { path: '^infra/', pathNot: '^infra/local/' },
      to: { path: '^(services|workers|test)/' },
    },
    {
      name: 'capabilities-see-ports-only',
      comment: 'Rule 1: of infra, what the product does knows interfaces; adapters are handed in.',
      severity: 'error',
      from: { path: '^services/', pathNot: ['^services/main\\.ts$', COMMANDS] },
      to: { path: '^infra/', pathNot: '^infra/ports/' },
    },
    ...CAPABILITIES.map((name) => ({
      name: `capability-order-${name}`,
      comment: `Rule 2: ${name} imports ${BELOW[name].join(', ') || 'no other capability'}.`,
      severity: 'error',
      from: { path: `^services/${name}/` },
      to: { path: '^(services|workers)/', pathNot: `^services/(${[name, ...BELOW[name]].join('|')})/` },
    })),
    {
      name: 'entrances-do-not-meet',
      comment: 'Rule 3: api, cli and workers each stand on the capabilities, not on one another.',
      severity: 'error',
      from: { path: '^(services/(api|cli)|workers)/', pathNot: WIRING },
      to: {
        path: '^(services/(api|cli|portal)|workers)/',
        pathNot: ['^$1/', '^workers/queues\\.ts$'],
      },
    },
    {
      name: 'portal-stands-alone',
      comment: "Rule 4: the portal knows its own files and the API's generated types.",
      severity: 'error',
      from: { path: '^services/portal/' },
      to: { path: '^(services|workers|infra|test)/', pathNot: '^services/portal/' },
    },
    {
      name: 'portal-is-loaded-by-nothing',
      severity: 'error',
      from: { path: '^(services|workers|infra)/', pathNot: '^services/portal/' },
      to: { path: '^services/portal/' },
    },
    {
      name: 'verifier-is-independent',
      comment: 'Rule 4: what checks a proof shares no code with what made it, at any distance.',
      severity: 'error',
      from: { path: VERIFIERS },
      to: {
        path: '^(services|workers|infra)/|node_modules/(typeorm|pg|express|@aws-sdk|@smithy|node-forge|bullmq|ioredis|pdf-lib|@cantoo)/',
        pathNot: VERIFIERS,
        reachable: true,
      },
    },
    {
      name: 'push-is-a-client',
      comment:
        'A payroll system needs HTTP and the arithmetic of the log: nothing of the server is loaded, at any distance.',
      severity: 'error',
      from: { path: '^services/cli/push(/|\\.ts$)' },
      to: {
        path: 'node_modules/(typeorm|pg|express|@aws-sdk|@smithy|node-forge|bullmq|ioredis|pdf-lib|@cantoo)/',
        reachable: true,
      },
    },
    {
      name: 'nobody-imports-a-program',
      comment: 'Rule 5: main files wire; nothing is wired to them.',
      severity: 'error',
      from: { pathNot: WIRING },
      to: { path: '^(services|workers|services/cli)/main\\.ts$' },
    },
    {
      name: 'nobody-imports-tests-or-the-embedded-stack',
      comment: 'Rule 5: production runs without them (`--omit=dev`).',
      severity: 'error',
      from: { path: '^(services|workers|infra)/', pathNot: WIRING },
      to: { path: '^(test|infra/local)/' },
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that resolves to nothing is judged by no rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|test/fixtures)/' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mts', '.js', '.cjs', '.mjs', '.d.ts', '.json'],
      conditionNames: ['require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
