import { newAccount, sendState } from '../../setup/accounts';
import { callFile, codedAccount } from '../../setup/calls';
import { clientsUnder, misbehave } from '../../setup/connect';
import { holdUp } from '../../setup/hold-up';
import { complete, importState, upload } from '../../setup/imports';
import { type ProcessSystem, startProcessSystem } from '../../setup/process-system';
import type { Program } from '../../setup/program';
import type { Reply } from '../../setup/system';

const within = 90_000;
let system: ProcessSystem;
let frozen: Program;
let completed: { id: string; answer: Promise<Reply> };
let matched: string;
let sent: { id: string; accountsId: string };

/**
 * A worker that is frozen in the middle of three transactions, each of which holds what others wait for; then another
 * one starts.
 */
beforeAll(async () => {
  system = await startProcessSystem();
  frozen = await system.workerProcess();
  await misbehave(system, { rules: [{ operation: 'search', status: 429, retryAfter: '8', times: 1 }] });
  sent = await newAccount(system, { sendToConnect: true });
  await sendState(system, sent.id, ['waiting']);

  const id = await twoCalls();
  const { batchSheetId } = await importState(system, id, ['in-review']);
  const claims = await holdUp(system.databaseUrl, 'LOCK TABLE call_claim IN SHARE MODE');
  completed = { id, answer: complete(system, batchSheetId) };
  await claims.somebodyWaits();
  const sheets = await holdUp(system.databaseUrl, 'LOCK TABLE batch_sheet IN SHARE MODE');
  matched = await twoCalls();
  await sheets.somebodyWaits();
  // Read within the transaction that takes the lease, once Connect may be asked again.
  const references = await holdUp(
    system.databaseUrl,
    'LOCK TABLE connect_send_reference IN ACCESS EXCLUSIVE MODE',
  );
  await references.somebodyWaits();

  frozen.signal('SIGSTOP');
  for (const held of [claims, sheets, references]) await held.release();
  await system.workerProcess();
}, 120_000);
afterAll(async () => {
  frozen?.signal('SIGCONT');
  await system?.stop();
});

async function twoCalls(): Promise<string> {
  const { code } = await codedAccount(system);
  const calls = [
    { code, sell: '1' },
    { code, sell: '2' },
  ];
  return (await upload(system, { content: callFile(calls) })).body.id;
}

it.each([
  ['matching', async () => (await importState(system, matched, ['in-review'], within)).rows.matched],
  [
    'a decision',
    async () => {
      expect((await completed.answer).status).toBeLessThan(300);
      return (await importState(system, completed.id, ['completed'], within)).rows.matched;
    },
  ],
  [
    'taking the lease on a send',
    async () => {
      await sendState(system, sent.id, ['linked'], within);
      return 1 + (await clientsUnder(system, sent.accountsId)).length;
    },
  ],
])('is taken over in the middle of %s', async (_, done) => expect(await done()).toBe(2), 2 * within);
