import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { variables as ofApi } from '../../../config/api-settings';
import { projectRoot } from '../../../config/project-root';
import { apiFlags, workerFlags } from '../../../config/node-flags';
import { variables as ofWorker } from '../../../config/worker-settings';

const read = (file: string) => readFileSync(path.join(projectRoot(), file), 'utf8');

interface Service {
  image?: string;
  build?: string;
  pull_policy?: string;
  command?: string[];
  environment?: Record<string, string>;
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  deploy?: { replicas: number };
  profiles?: string[];
}
const { services } = parse(read('docker-compose.yml'), { merge: true }) as {
  services: Record<string, Service>;
};

/** Told in the image. */
const imageEnv = ['HOST', 'FILE_STORE_DIR'];
/** Left as they are where nobody is told otherwise: whoever runs another shape than this one sets them. */
const left = [
  'PORT',
  'TEMPORAL_TASK_QUEUE',
  'TEMPORAL_DEPLOYMENT_NAME',
  'TEMPORAL_WORKER_BUILD_ID',
  'TEMPORAL_METRICS_ADDRESS',
  'ALLOW_UNVERIFIED_DECISIONS',
];

it.each([
  ['api', ofApi],
  ['worker', ofWorker],
] as const)('tells the %s all that it reads, and nothing else', (name, variables) => {
  const told = Object.keys(services[name]?.environment ?? {});
  const known = Object.keys(variables);
  expect(told.filter((one) => !known.includes(one))).toEqual([]);
  expect(known.filter((one) => ![...told, ...imageEnv, ...left].includes(one))).toEqual([]);
});

it('has the defaults of the programs', () => {
  for (const [name, variables] of [
    ['api', ofApi],
    ['worker', ofWorker],
  ] as const)
    for (const [variable, text] of Object.entries(services[name]?.environment ?? {})) {
      const [, fallback] = /^\$\{\w+:-(.*)\}$/.exec(text) ?? [];
      const schema = variables[variable as keyof typeof variables] as {
        parse(value: unknown): string | number | boolean | undefined;
      };
      if (fallback !== undefined && !variable.endsWith('_URL'))
        expect({ variable, fallback }).toEqual({ variable, fallback: String(schema.parse(undefined) ?? '') });
    }
});

it('runs programs that the build makes', () => {
  const commands = Object.values(services).flatMap(({ command = [] }) => command);
  const mains = commands.filter((word) => word.startsWith('dist/'));
  expect(mains.length).toBeGreaterThan(4);
  for (const main of mains)
    expect(existsSync(path.join(projectRoot(), main.replace(/^dist\//, '').replace(/\.js$/, '.ts')))).toBe(
      true,
    );
});

it('builds its image once, and takes it from nowhere else', () => {
  const ours = Object.entries(services).filter(([, { image }]) => image === 'operate-connect');
  expect(ours.map(([name]) => name).sort()).toEqual([
    'api',
    'migrate',
    'sandbox',
    'search-attributes',
    'worker',
  ]);
  expect(ours.filter(([, { build }]) => build !== undefined).map(([name]) => name)).toEqual(['migrate']);
  for (const [, { pull_policy: policy }] of ours) expect(policy).toBe('never');
});

it('has two workers, the sandbox only when asked for, and each secret from outside', () => {
  expect(services.worker?.deploy?.replicas).toBe(2);
  expect(services.sandbox?.profiles).toEqual(['sandbox']);
  const example = read('deploy/.env.example');
  const compose = read('docker-compose.yml');
  const asked = [...compose.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name as string);
  expect(new Set(asked).size).toBeGreaterThan(4);
  for (const name of asked) expect(example).toMatch(new RegExp(`^${name}=$`, 'm'));
  const others = [...compose.matchAll(/\$\{(\w+):-(.*?)\}/g)];
  expect(others.length).toBeGreaterThan(8);
  for (const [, name, fallback] of others) expect(example).toContain(`\n# ${name}=${fallback}\n`);
  expect(compose).not.toMatch(/(PASSWORD|KEY|PWD): [^$\s]/);
});

it('mounts files that are there, and starts nothing before what it needs', () => {
  for (const [name, { volumes = [], depends_on: needs = {} }] of Object.entries(services)) {
    for (const volume of volumes.filter((one) => one.startsWith('./')))
      expect(existsSync(path.join(projectRoot(), volume.split(':')[0] as string))).toBe(true);
    for (const other of Object.keys(needs)) expect(Object.keys(services)).toContain(other);
    if (name === 'api' || name === 'worker')
      expect(needs).toEqual({
        migrate: { condition: 'service_completed_successfully' },
        'search-attributes': { condition: 'service_completed_successfully' },
      });
  }
});

it('lets PostgreSQL take what all processes may open, and a quarter more', () => {
  const command = services.postgresql?.command?.find((one) => one.includes('max_connections'));
  const [, max] = /max_connections=(\d+)/.exec(command ?? '') ?? [];
  const [, worker, api, temporal] =
    /A worker opens up to (\d+) connections and an API process up to (\d+), .* up to (\d+)\./.exec(
      read('docs/configuration.md'),
    ) ?? [];
  const replicas = services.worker?.deploy?.replicas ?? NaN;
  const sandbox = 24;
  const needed = replicas * Number(worker) + Number(api) + Number(temporal) + sandbox;
  expect(needed).toBeGreaterThan(200);
  expect(Number(max)).toBeGreaterThanOrEqual(1.25 * needed);
});

it.each([
  ['api', apiFlags],
  ['worker', workerFlags],
])('starts the %s with the same flags of Node everywhere', (part, flags) => {
  const command = ['node', ...flags, `dist/${part}/main.js`];
  expect(services[part]?.command).toEqual(command);
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  expect(scripts[`start:${part}`]).toBe(command.join(' '));
});

it('starts the API with them where the image is given no command', () => {
  const command = JSON.stringify(['node', ...apiFlags, 'dist/api/main.js']).replaceAll(',', ', ');
  expect(read('Dockerfile')).toContain(`\nCMD ${command}\n`);
});
