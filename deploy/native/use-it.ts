import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Client as Temporal, Connection } from '@temporalio/client';
import { approveImport, completeImport, untilImport, uploadFile } from '../../dev/tools/drive/imports';
import { addAccount, giveCodes, untilSend } from '../../dev/tools/drive/accounts';
import { writeCallLog } from '../../dev/tools/make-call-log';
import { seedImportTypes, seedLocations, seedProducts } from '../../dev/launcher/seed/catalogue';
import { type ApiClient, apiClient, httpClient } from '../../dev/launcher/seed/http-client';
import { readImportTypes, readSeed } from '../../dev/launcher/seed/seed-files';
import { chargeImportId } from '../../workflows/charge-import/contract';
import { projectRoot } from '../../config/project-root';
import { type Part } from '../../dev/launcher/processes/part';
import { backUp, restore, sums } from './back-up';
import { type Installation } from './install';

const rows = 1_000_000;
/** Longer than a stopping worker continues with running work, however fast it reads. */
const heldForSeconds = 10;

/** Checks; a failed one ends everything. */
function must(what: string, holds: boolean): void {
  if (!holds) throw new Error(`Failed: ${what}.`);
  console.log(`✔ ${what}`);
}

/** The first persons, a send, an import during which a worker is restarted, a raw signal, and a restored backup. */
export async function useIt(installation: Installation): Promise<void> {
  const { folder, workers, startWorker, temporal } = installation;
  const as = await makePersons(installation);
  await fill(installation, as.admin);

  const [first] = await Promise.all(
    Array.from({ length: 8 }, (_, at) => addAccount(as.ops, `ACC-${1001 + at}`, { sendToConnect: true })),
  );
  await untilSend(as.ops, first?.id ?? '', 'linked');
  must('an account is sent to Connect', true);
  for (const account of await as.ops.list('/v1/accounts')) await untilSend(as.ops, account.id, 'linked');
  await giveCodes(as.ops);

  const file = path.join(folder, 'calls.csv');
  const made = await writeCallLog(file, { rows, seed: 7 });
  const id = await uploadFile(as.ops, file);
  const reader = await untilOneReads(workers, rows / 5);
  const held = holdImport(installation, id);
  await reader.stop();
  await held;
  const restarted = await startWorker();
  const reviewed = await untilImport(as.ops, id, 'in-review');
  const readers = [...workers, restarted].filter((worker) => chunksOf(worker).length > 0).length;
  must(`a worker was stopped half-way and another took over: ${readers} read`, readers > 1);
  must(
    `each of the ${rows.toLocaleString('en')} rows exists exactly once`,
    reviewed.rows.file === rows && reviewed.amount.sell?.file === made.whole.sell,
  );

  await refusesRawDecisions(installation, id);
  await completeImport(as.ops, reviewed);
  await approveImport(as.approver, await untilImport(as.ops, id, 'completed'));
  await untilImport(as.ops, id, 'posted');
  const { sell } = reviewed.amount;
  const posted = await installation.postgres.ask(
    `SELECT trim_scale(sum(net)) = trim_scale(${sell?.matched}) FROM charge WHERE import_id = '${id}'`,
  );
  must('posted amounts equal matched amounts, to the last digit', posted === 't');
  await restoresABackup({ ...installation, workers: [...others(workers, reader), restarted] }, as);
  const kept = installation.files.env.FILE_STORE === 's3' ? 'a bucket' : 'a folder';
  console.log(`All of it on ${installation.postgres.version}, ${kept} and a Temporal server at ${temporal}.`);
}

/** A waiting sheet is in the backup, too: after the restore it continues, and is billed once. */
async function restoresABackup(installation: Installation, { ops, approver }: Persons): Promise<void> {
  const { folder, postgres } = installation;
  const file = path.join(folder, 'waits.csv');
  await writeCallLog(file, { rows: 500, seed: 8 });
  const id = await uploadFile(ops, file);
  await completeImport(ops, await untilImport(ops, id, 'in-review'));
  const waiting = await untilImport(ops, id, 'completed');
  const backup = await backUp(installation);
  const before = await postgres.ask(sums);
  await approveImport(approver, waiting);
  await untilImport(ops, id, 'posted');
  await restore(installation, backup);
  must('a restored backup has the same contents', (await postgres.ask(sums)) === before);
  await approveImport(approver, await untilImport(ops, id, 'completed'));
  await untilImport(ops, id, 'posted');
  must('a sheet awaiting approval in the backup can be approved and posted after the restore', true);
}

/** The workers except this one. */
const others = (workers: Part[], one: Part): Part[] => workers.filter((worker) => worker !== one);

type Persons = Record<'ops' | 'approver' | 'admin', ApiClient>;

async function makePersons({ program, api, env }: Installation): Promise<Persons> {
  const key = async (name: string, roles: string) =>
    (await program('api/register-person-main.js', ['--name', name, '--roles', roles], env)).trim();
  const keys = [await key('Omar', 'ops'), await key('Ana', 'approver'), await key('Ada', 'admin')];
  const [ops, approver, admin] = keys.map((one) => apiClient(api, one)) as [ApiClient, ApiClient, ApiClient];
  return { ops, approver, admin };
}

/** Locations, products and Import Types of the samples, over the API; Connect has the sites. */
async function fill({ connect }: Installation, admin: ApiClient): Promise<void> {
  const seed = readSeed(projectRoot());
  const control = httpClient(connect.control, connect.key);
  for (const { connectSiteId, name, timeZone } of seed.locations)
    await control.put(`/sites/${connectSiteId}`, { name, timeZone });
  await seedLocations(admin, seed);
  await seedProducts(admin, seed);
  await seedImportTypes(admin, readImportTypes(projectRoot()));
}

/** Waits until a worker has started a chunk after this row. */
async function untilOneReads(workers: Part[], row: number): Promise<Part> {
  for (;;) {
    const reader = workers.find((worker) => chunksOf(worker).some(({ fromRow }) => fromRow > row));
    if (reader) return reader;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Blocks writes to the import meanwhile. */
const holdImport = ({ postgres }: Installation, id: string): Promise<string> =>
  postgres.ask(
    `WITH held AS MATERIALIZED (SELECT FROM charge_import WHERE id = '${id}' FOR UPDATE)
     SELECT pg_sleep(${heldForSeconds}) FROM held`,
  );

/** The chunks of imports that this worker has started, according to its log. */
const chunksOf = ({ logFile }: Part): { fromRow: number }[] =>
  readFileSync(logFile, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"msg":"chunk begun"'))
    .map((line) => JSON.parse(line) as { fromRow: number });

async function refusesRawDecisions({ temporal, postgres }: Installation, importId: string): Promise<void> {
  const connection = await Connection.connect({ address: temporal });
  const handle = new Temporal({ connection }).workflow.getHandle(chargeImportId(importId));
  await handle.signal('decide', { decision: 'complete', actor: 'Omar' });
  const refused = () =>
    postgres.ask("SELECT count(*) FROM audit_event WHERE action = 'decision.refused-raw'");
  while ((await refused()) !== '1') await new Promise((resolve) => setTimeout(resolve, 100));
  await connection.close();
  must('a decision by a raw signal is refused and recorded', true);
}
