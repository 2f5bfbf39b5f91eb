/** The arrow of the design: api → workflows ← activities ← worker, domain pure in the middle. docs/architecture.md tells why. */
const ours =
  '^(config|domain|workflows|activities|connectors|connect-sandbox|readers|worker|api|clients|console|prisma|dev|test|bench|deploy)/';
const except = (...rooms) => `^(${rooms.join('|')})`;

const mayImport = (room, ...allowed) => ({
  name: `${room}-imports`,
  severity: 'error',
  comment: `${room} may import of our own only: ${allowed.join(', ')}`,
  from: { path: `^${room}/` },
  to: { path: ours, pathNot: except(...allowed) },
});

const projectRoot = 'config/project-root\\.ts$';
const contract = 'workflows/(contract|[^/]+/contract)\\.ts$';

const noPackage = (name, from, packages, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: `node_modules/(${packages})(/|$)` },
});

module.exports = {
  forbidden: [
    mayImport('domain', 'domain/'),
    mayImport('workflows', 'domain/', 'workflows/'),
    mayImport('readers', 'domain/', 'readers/'),
    mayImport('connectors', 'domain/', 'connectors/'),
    mayImport('prisma', 'domain/', 'prisma/', projectRoot),
    mayImport('config', 'domain/', contract, 'config/'),
    mayImport('connect-sandbox', 'connect-sandbox/'),
    mayImport('clients', 'clients/'),
    mayImport('console', 'domain/', 'clients/', 'console/'),
    {
      name: 'console-knows-no-node',
      severity: 'error',
      comment: 'it runs in browsers',
      from: { path: '^console/', pathNot: '^console/(vite\\.config|compressed)\\.mts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'clients-have-one-dependency',
      severity: 'error',
      comment: 'a client of ours is a small package, which also runs in browsers',
      from: { path: '^clients/' },
      to: { path: 'node_modules/', pathNot: 'node_modules/openapi-fetch/' },
    },
    {
      name: 'clients-know-no-node',
      severity: 'error',
      from: { path: '^clients/' },
      to: { dependencyTypes: ['core'] },
    },
    mayImport('activities', 'domain/', contract, 'readers/', 'connectors/', 'prisma/', 'activities/'),
    {
      ...mayImport('api', 'config/', 'domain/', contract, 'readers/', 'connectors/', 'prisma/', 'api/'),
      to: {
        path: ours,
        pathNot: except(
          'config/',
          'domain/',
          contract,
          'readers/',
          'connectors/',
          'prisma/',
          'api/',
          'workflows/.*/workflow\\.ts$',
        ),
      },
    },
    {
      name: 'api-workflow-types-only',
      severity: 'error',
      comment: 'the API never runs workflow code',
      from: { path: '^api/' },
      to: { path: '^workflows/.*/workflow\\.ts$', dependencyTypesNot: ['type-only'] },
    },
    mayImport(
      'worker',
      'config/',
      'domain/',
      'workflows/',
      'activities/',
      'connectors/',
      'readers/',
      'prisma/',
      'worker/',
    ),
    ...[
      ['dev', 'bench|deploy|test'],
      ['bench', 'deploy|test'],
      ['deploy', 'bench|test'],
    ].map(([room, others]) => ({
      name: `${room}-imports`,
      severity: 'error',
      comment: 'only tests use bench and deploy; nothing uses tests',
      from: { path: `^${room}/` },
      to: { path: `^(${others})/` },
    })),
    noPackage(
      'no-temporal-inside',
      '^(domain|readers|connectors|connect-sandbox|prisma)/',
      '@temporalio/[^/]+',
      'these rooms do not know Temporal',
    ),
    noPackage(
      'domain-and-workflows-are-plain',
      '^(domain|workflows)/',
      'zod|@prisma/[^/]+|pg',
      'no schemas and no database here',
    ),
    {
      name: 'no-node-built-ins-in-domain-and-workflows',
      severity: 'error',
      from: { path: '^(domain|workflows)/' },
      to: { dependencyTypes: ['core'] },
    },
    noPackage(
      'workflow-code-only-in-workflows',
      '^workflows/',
      '@temporalio/(client|worker|activity|testing)',
      'not replay-safe',
    ),
    noPackage(
      'api-runs-no-activity',
      '^api/',
      '@temporalio/(activity|worker|workflow|testing)',
      'the API starts, sends and reads',
    ),
    noPackage(
      'activities-host-nothing',
      '^activities/',
      'express|@temporalio/(client|worker|workflow|testing)',
      'activities know what they are handed',
    ),
    {
      name: 'contracts-are-plain',
      severity: 'error',
      comment: 'a contract is plain types and names',
      from: { path: `^${contract}` },
      to: { path: 'node_modules/' },
    },
    {
      name: 'workflows-know-no-time-zones',
      severity: 'error',
      comment: 'time-zone data differs between machines, so it must never reach code that is replayed',
      from: { path: '^workflows/' },
      to: { path: 'temporal-polyfill', reachable: true },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: { pathNot: '^prisma/generated' },
      to: { circular: true },
    },
  ],
  options: {
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^prisma/generated' },
  },
};
