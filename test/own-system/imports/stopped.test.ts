import { readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { chargeImportId } from '../../../workflows/charge-import/contract';
import { callFile, codedAccount } from '../../setup/calls';
import { currentDetails } from '../../setup/details';
import { importState, upload } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import { type OwnSystem, until } from '../../setup/system';

let system: OwnSystem;
beforeEach(async () => {
  system = await startSystem({ worker: false });
});
afterEach(() => system.stop());

async function uploaded(): Promise<{ id: string; file: string }> {
  const { code } = await codedAccount(system);
  const { body } = await upload(system, { content: callFile([{ code, sell: '1' }]) });
  const sha256 = body.file.sha256;
  return { id: body.id, file: path.join(system.files, sha256.slice(0, 2), sha256) };
}

const untilStopped = async (id: string, within: number) =>
  (
    await until(
      () => system.call('ops', 'GET', `/v1/charge-imports/${id}`),
      ({ body }) => body.stopped !== null,
      within,
    )
  ).body.stopped as string;

/** Everywhere where people look. */
async function expectToBeTold(id: string, why: string): Promise<void> {
  const work = await system.call('ops', 'GET', '/v1/work');
  expect(work.body.items).toMatchObject([{ kind: 'mend-import', id }]);
  expect((await system.call('viewer', 'GET', '/metrics')).text).toContain(
    'operate_connect_imports_stopped 1',
  );
  await until(
    () => currentDetails(system, chargeImportId(id)),
    (details) => details.includes(why),
    120_000,
  );
}

it('says at once that the file is gone, and goes on once it is back and somebody says so', async () => {
  const { id, file } = await uploaded();
  renameSync(file, `${file}.away`);
  await system.startWorker();
  const stopped = await untilStopped(id, 15_000);
  expect(stopped).toContain(path.basename(file));
  await expectToBeTold(id, path.basename(file));
  renameSync(`${file}.away`, file);
  expect((await system.call('ops', 'POST', `/v1/charge-imports/${id}/restart`)).status).toBe(202);
  const { stopped: still } = await importState(system, id, ['in-review'], 20_000);
  expect(still).toBeNull();
  expect(readdirSync(path.dirname(file))).toHaveLength(1);
}, 180_000);

it('says after a while what fails again and again, tries on by itself, and says no more once it is done', async () => {
  const { id } = await uploaded();
  const edit = (definition: string) =>
    system.database.query(`UPDATE import_type t SET definition = ${definition} FROM charge_import i
      WHERE t.id = i.import_type_id AND i.id = '${id}'`);
  await edit(`definition || '{"duration": "fortnights"}'`);
  await system.startWorker();
  const stopped = await untilStopped(id, 90_000);
  expect(stopped).toMatch(/^Reading the file has failed \d+ times, last with RangeError/);
  await expectToBeTold(id, 'not progressing');
  await edit(`definition || '{"duration": "hh:mm:ss | mm:ss | seconds"}'`);
  expect((await importState(system, id, ['in-review'], 90_000)).stopped).toBeNull();
}, 300_000);
