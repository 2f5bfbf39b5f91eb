import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { placeOf } from '../../../connectors/file-store/file-store';
import { writeCallLog } from '../../../dev/tools/make-call-log';
import { sendSampleAccounts } from '../../setup/accounts';
import { callFile } from '../../setup/calls';
import { holdRow } from '../../setup/hold-up';
import { approve, complete, importState, upload } from '../../setup/imports';
import { type ProcessSystem, startProcessSystem } from '../../setup/process-system';
import type { Program } from '../../setup/program';
import { describeWithS3, startTestBucket, type TestBucket } from '../../setup/s3-server';
import { ask, until } from '../../setup/system';

/** API and worker as on two hosts: each has a folder of its own, and only the bucket is the same. */
describeWithS3('API and worker that share nothing but a bucket', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'no-shared-folder-'));
  const [ofApi, ofWorker] = ['api', 'worker'].map((name) => mkdtempSync(path.join(folder, name)));
  let bucket: TestBucket;
  let system: ProcessSystem;
  let worker: Program;
  const startWorker = async () =>
    (worker = await system.workerProcess({ FILE_STORE_DIR: ofWorker, LOG_LEVEL: 'info' }));
  beforeAll(async () => {
    bucket = await startTestBucket();
    system = await startProcessSystem({ FILE_STORE_DIR: ofApi as string, ...bucket.env });
    await startWorker();
    await sendSampleAccounts(system);
  });
  afterAll(async () => {
    await system?.stop();
    await bucket?.close();
    rmSync(folder, { recursive: true });
  });

  const readiness = async (at: string) => (await ask(at, 'GET', '/readyz')).body.away as string[];
  const atWorker = () => `http://127.0.0.1:${String(worker.logged('worker is ready')[0]?.port)}`;
  const oneCall = (sell: string) => callFile([{ code: 'NOBODY', sell }]);
  const stoppedOf = async (id: string) =>
    (await system.call('ops', 'GET', `/v1/charge-imports/${id}`)).body.stopped;

  /** The row after the last one that is committed. */
  async function checkpointOf(id: string): Promise<number | null> {
    const [found] = await system.database.query<{ nextRow: number | null }>(
      `SELECT (read_checkpoint ->> 'nextRow')::int AS "nextRow" FROM charge_import WHERE id = $1`,
      [id],
    );
    return found?.nextRow ?? null;
  }

  async function uploaded(content: Buffer | string): Promise<{ id: string; sha256: string }> {
    const { status, body } = await upload(system, { content });
    expect(status).toBe(202);
    return { id: body.id, sha256: body.file.sha256 };
  }

  it('take a file through to posted, to the last digit, although the worker is killed while it reads', async () => {
    const file = path.join(folder, 'calls.csv');
    const made = await writeCallLog(file, { rows: 45_000, seed: 14 });
    const { id, sha256 } = await uploaded(readFileSync(file));
    const row = await holdRow(system.databaseUrl, id, 30_010);
    await row.somebodyWaits();
    await until(
      () => checkpointOf(id),
      (nextRow) => nextRow === 20_001,
    );
    worker.signal('SIGKILL');
    await worker.ended;
    await row.release();
    await startWorker();
    const { batchSheetId, amount } = await importState(system, id, ['in-review']);
    expect(amount).toMatchObject({ buy: { file: made.whole.buy }, sell: { file: made.whole.sell } });
    expect(worker.logged('chunk begun')[0]).toMatchObject({ importId: id, attempt: 2, fromRow: 20_001 });
    expect((await complete(system, batchSheetId)).status).toBeLessThan(300);
    await importState(system, id, ['completed']);
    expect((await approve(system, batchSheetId)).status).toBeLessThan(300);
    await importState(system, id, ['posted']);
    const [equal] = await system.database.query<{ rows: number; equal: boolean }>(
      `SELECT (SELECT count(*)::int FROM import_row WHERE import_id = $1) AS rows,
         (SELECT sum(net) FROM charge WHERE import_id = $1)
           = (SELECT sum(sell) FROM import_row WHERE import_id = $1 AND status = 'matched') AS equal`,
      [id],
    );
    expect(equal).toEqual({ rows: 45_000, equal: true });
    const original = await fetch(`${system.api}/v1/charge-imports/${id}/file`, {
      headers: { authorization: `Bearer ${system.keys.ops}` },
    });
    expect(Buffer.from(await original.arrayBuffer()).equals(readFileSync(file))).toBe(true);
    expect(readFileSync(bucket.fileOf(placeOf(sha256))).equals(readFileSync(file))).toBe(true);
  }, 120_000);

  it('refuse an upload while the bucket is away, go on reading once it is back, and say so meanwhile', async () => {
    worker.signal('SIGTERM');
    await worker.ended;
    const { id } = await uploaded(oneCall('0.10'));
    await bucket.stop();
    expect(await upload(system, { content: oneCall('0.20') })).toMatchObject({
      status: 503,
      body: { type: '/problems/storage-unavailable', detail: expect.stringContaining('send it again') },
    });
    expect(await system.call('ops', 'GET', `/v1/charge-imports/${id}/file`)).toMatchObject({
      status: 503,
      body: { type: '/problems/storage-unavailable', detail: expect.stringContaining('does not answer') },
    });
    expect(await readiness(system.api)).toEqual(['file store']);
    await startWorker();
    expect(await readiness(atWorker())).toEqual(['file store']);
    const stopped = await until(
      () => stoppedOf(id),
      (why) => why !== null,
    );
    expect(stopped).toMatch(
      /^Reading the file has failed \d+ times: the file store does not answer as it should \(ECONNREFUSED\)\./,
    );
    await bucket.start();
    await importState(system, id, ['in-review']);
    expect(await stoppedOf(id)).toBeNull();
    expect([...(await readiness(system.api)), ...(await readiness(atWorker()))]).toEqual([]);
    await importState(system, (await uploaded(oneCall('0.20'))).id, ['in-review']);
  }, 120_000);

  it('take nothing of an object that was damaged, and go on once the original is back', async () => {
    worker.signal('SIGTERM');
    await worker.ended;
    const content = oneCall('0.30');
    const { id, sha256 } = await uploaded(content);
    const file = bucket.fileOf(placeOf(sha256));
    writeFileSync(file, content.replace('0.30', '9.30'));
    await startWorker();
    expect(
      await until(
        () => stoppedOf(id),
        (why) => why !== null,
      ),
    ).toMatch(new RegExp(`^The stored file is damaged: .* None of it is billed\\. .*${sha256}`));
    writeFileSync(file, content);
    expect((await system.call('ops', 'POST', `/v1/charge-imports/${id}/restart`)).status).toBe(202);
    expect((await importState(system, id, ['in-review'])).rows.file).toBe(1);
  });

  it('have written nothing to their own folders, and no secret to their logs', () => {
    expect([...readdirSync(ofApi as string), ...readdirSync(ofWorker as string)]).toEqual([]);
    for (const { output } of [system.apiProcess, worker])
      expect(output()).not.toContain(bucket.env.S3_SECRET_ACCESS_KEY);
  });
});
