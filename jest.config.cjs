const rooms = 'activities,api,config,connect-sandbox,connectors,domain,prisma,readers,worker,workflows';

/** Dear to load, and without state: test files of a worker share it. */
const loadedOnce = {
  '^(@temporalio/proto|protobufjs/light|protobufjs/ext/protojson|rxjs)$':
    '<rootDir>/test/setup/loaded-once/$1.cjs',
};

/** What all tiers have in common. */
const common = {
  rootDir: __dirname,
  testEnvironment: '<rootDir>/test/setup/environment.cjs',
  moduleNameMapper: loadedOnce,
  transform: {
    '^.+\\.[jt]s$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  setupFiles: ['<rootDir>/test/setup/fewer-compilations.cjs'],
  transformIgnorePatterns: [
    '/node_modules/(?!(temporal-polyfill|temporal-utils|jose|oauth4webapi|openid-client)/)',
  ],
  collectCoverageFrom: [`{${rooms}}/**/*.ts`, '!prisma/generated/**'],
};

const tier = (folder, more = {}) => ({
  ...common,
  displayName: folder,
  roots: [`<rootDir>/test/${folder}`],
  ...more,
});
const services = {
  globalSetup: '<rootDir>/test/setup/services-setup.ts',
  globalTeardown: '<rootDir>/test/setup/services-teardown.ts',
};

const shared = { ...services, globalSetup: '<rootDir>/test/setup/shared-setup.ts' };
/** A system for each file, in its own process: dearer, and its coverage is counted. */
const inFile = {
  ...services,
  moduleNameMapper: { ...loadedOnce, '/setup/shared-system$': '<rootDir>/test/setup/shared-in-file.ts' },
};

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    tier('unit'),
    tier('unit-long'),
    tier('workflows-alone', services),
    tier('shared-system', process.env.TEST_SHARED_IN_FILE ? inFile : shared),
    tier('own-system', services),
    tier('console'),
  ],
  // Of what runs in the process of a test file; not of programs that tests start, nor of workflows, which run from their bundle.
  coverageProvider: 'v8',
  coverageReporters: ['text-summary', 'html'],
  testSequencer: '<rootDir>/test/setup/slow-first.cjs',
  reporters: ['default', '<rootDir>/test/setup/assertion-count.cjs'],
  // Long enough for a machine that is busy with something else: only what hangs takes this long.
  testTimeout: 120_000,
  // More than two cores: a test waits half of its time, for Temporal, for a lock, for a time-out.
  maxWorkers: 4,
  // A worker keeps what files have loaded, and looks through it again and again: a new one is cheaper.
  workerIdleMemoryLimit: '1GB',
};
