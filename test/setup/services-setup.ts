import path from 'node:path';
import { Client } from 'pg';
import { migrate } from '../../prisma/migrate/migrate';
import { projectRoot } from '../../config/project-root';
import { findS3Server } from '../../dev/launcher/s3-server/find-program';
import { endTestLeftovers } from './test-leftovers';
import { startTestServices, type TestServices } from './test-services';

declare global {
  var testServices: Promise<TestServices> | undefined;
}

const TEMPLATE = 'test_template';

/** One PostgreSQL and one Temporal dev server for the whole run, new each time, whichever tier asks first. */
export default function startServicesOnce(): Promise<TestServices> {
  return (globalThis.testServices ??= startServices());
}

async function startServices(): Promise<TestServices> {
  const root = projectRoot();
  const testFolder = path.join(root, '.operate-connect', 'test');
  await endTestLeftovers(testFolder);
  const findingS3 = findS3(path.join(root, '.operate-connect', 'bin'));
  const starting = startTestServices(root, path.join(testFolder, String(process.pid)));
  leaveNothingBehind(starting);
  const services = await starting;
  process.env.TEST_DATABASE_URL = services.database;
  process.env.TEST_TEMPORAL_ADDRESS = services.temporal;
  await makeTemplate(services.database);
  process.env.TEST_S3_SERVER = await findingS3;
  return services;
}

/** Without one, the tests of the bucket are skipped; in CI, none are. @returns '' if there is none. */
async function findS3(cache: string): Promise<string> {
  try {
    return await findS3Server({ env: process.env, cache, log: (line) => console.log(line) });
  } catch (error) {
    const why = `There is no S3-compatible server for tests: ${(error as Error).message}.`;
    if (process.env.CI) throw new Error(why, { cause: error });
    console.warn(`\n${why}\nSKIPPED: all tests of files in a bucket.\n`);
    return '';
  }
}

async function makeTemplate(database: string): Promise<void> {
  const admin = new Client({ connectionString: database });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await admin.end();
  const url = new URL(database);
  url.pathname = `/${TEMPLATE}`;
  await migrate(url.href);
  process.env.TEST_TEMPLATE_DATABASE = TEMPLATE;
}

/** Jest runs no teardown on Ctrl-C, nor when it ends itself early. */
function leaveNothingBehind(starting: Promise<TestServices>): void {
  const stop = () =>
    starting.then(
      (services) => services.stop(),
      () => undefined,
    );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.once(signal, () => void stop().finally(() => process.exit(130)));
  void starting.then(
    (services) => process.once('exit', () => services.kill()),
    () => undefined,
  );
}
