import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../../../config/project-root';
import { addAccount, untilSend } from '../drive/accounts';
import { completeImport, untilImport, uploadFile } from '../drive/imports';
import { startEmbeddedPostgres } from '../../launcher/embedded-postgres/start';
import { waitUntil } from '../../launcher/processes/wait-until';
import { apiClient, httpClient } from '../../launcher/seed/http-client';
import { readJson } from '../../launcher/stack/private-file';
import { type StackInfo, stackInfo } from '../../launcher/stack/stack-info';
import { readContents } from './tables';

const USAGE = `npm run record:old-state -- --project ../operate-connect-before --name 2026-11-23

Runs the stack of another checkout, built and with its node_modules, leaves a sheet awaiting approval, a draft,
and a send awaiting a decision, stops it, and keeps its state in test/upgrade/states/<name>: test/upgrade then
continues from there with the code of this checkout.`;

const options = { project: { type: 'string' }, name: { type: 'string' } } as const;

async function main(): Promise<void> {
  const { project, name } = parseArgs({ options }).values;
  if (!project || !name || !/^[\w.-]+$/.test(name)) throw new Error(USAGE);
  const state = mkdtempSync(path.join(os.tmpdir(), 'operate-connect-old-'));
  chmodSync(state, 0o755); // PostgreSQL's own user must get in
  try {
    await runStack(path.resolve(project), state, leaveWaiting);
    const folder = path.join(projectRoot(), 'test/upgrade/states', name);
    mkdirSync(folder, { recursive: true });
    for (const file of ['temporal.db', 'temporal.db-wal'].filter((one) => existsSync(path.join(state, one))))
      writeFileSync(
        path.join(folder, `${file}.gz`),
        gzipSync(readFileSync(path.join(state, file)), { level: 9 }),
      );
    writeFileSync(path.join(folder, 'database.json.gz'), gzipSync(await contentsOf(state), { level: 9 }));
    const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: project }).toString().trim();
    writeFileSync(path.join(folder, 'README.md'), `Left by \`npm start\` of commit ${commit}.\n`);
    console.log(`Kept in ${folder}`);
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

async function contentsOf(state: string): Promise<string> {
  const postgres = await startEmbeddedPostgres({
    dir: path.join(state, 'postgres'),
    logFile: path.join(state, 'read.log'),
  });
  try {
    return JSON.stringify(await readContents(postgres.url), null, 1);
  } finally {
    await postgres.stop();
  }
}

async function runStack(
  root: string,
  state: string,
  work: (info: StackInfo) => Promise<void>,
): Promise<void> {
  const child = spawn(process.execPath, ['dist/dev/launcher/main.js'], {
    cwd: root,
    env: { ...process.env, OPERATE_CONNECT_STATE_DIR: state },
    stdio: 'inherit',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    let info: StackInfo | undefined;
    const ready = () =>
      child.exitCode !== null || (info = readJson(path.join(state, 'stack.json'), stackInfo)) !== undefined;
    await waitUntil(ready, 120_000);
    if (!info) throw new Error(`The stack of ${root} did not start: is it built?`);
    await work(info);
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

/** What is waiting: a sheet for its approval, a draft for its completion, a send for a person. */
async function leaveWaiting(info: StackInfo): Promise<void> {
  const ops = apiClient(info.api, info.keys.ops);
  const samples = path.join(projectRoot(), 'dev/samples');
  const sheet = await uploadFile(ops, path.join(samples, 'call-logger-london-2026-05.csv'));
  await completeImport(ops, await untilImport(ops, sheet, 'in-review'));
  const draft = await uploadFile(ops, path.join(samples, 'call-logger-quirks.csv'));
  await untilImport(ops, draft, 'in-review');
  const client = {
    name: 'Somebody else',
    type: 'Residential',
    siteId: 'site-london-bridge',
    startDate: '2026-01-05T09:00:00Z',
    endDate: '2027-01-05T09:00:00Z',
    billingReference: 'ACC-9001',
  };
  await httpClient(info.connect, info.connectKey).post('/clients', client);
  const { id } = await addAccount(ops, 'ACC-9001', { sendToConnect: true });
  await untilSend(ops, id, 'needs-decision');
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
