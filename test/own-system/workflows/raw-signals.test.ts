import { Client, Connection } from '@temporalio/client';
import { newAccount } from '../../setup/accounts';
import { importFile, importState } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import { type OwnSystem, until } from '../../setup/system';

const header =
  'Account Code,Extension,Call Date,Call Time,Number Dialled,Destination,Duration,Operator Amount,Client Amount';
const calls = (minute: number) =>
  `${header}\r\nGHOST,2101,01/05/2026,09:${minute}:22,02079460123,London,00:03:07,0.0142,0.0400\r\n`;

let connection: Connection;
const detailsOf = async (importId: string) =>
  JSON.stringify(
    (await new Client({ connection }).workflow
      .getHandle(`charge-import:${importId}`)
      .query('__temporal_workflow_metadata')) ?? '',
  );
const signal = (importId: string, argument: unknown) =>
  new Client({ connection }).workflow.getHandle(`charge-import:${importId}`).signal('decide', argument);

beforeAll(async () => {
  connection = await Connection.connect({ address: process.env.TEST_TEMPORAL_ADDRESS });
});
afterAll(() => connection.close());

describe('in the local stack', () => {
  let system: OwnSystem;
  beforeAll(async () => {
    system = await startSystem();
  });
  afterAll(() => system.stop());

  it('applies a decision by hand with four eyes, and marks it unverified', async () => {
    await newAccount(system);
    const { id } = await importFile(system, { content: calls(10) });
    await signal(id, { decision: 'complete', actor: 'Omar' });
    await importState(system, id, ['completed']);
    await signal(id, { decision: 'approve', actor: 'Omar' });
    await until(
      () => detailsOf(id),
      (details) => details.includes('Refused'),
    );
    expect((await importState(system, id, ['completed'])).status).toBe('completed');
    await signal(id, { decision: 'approve', actor: 'Ana' });
    await importState(system, id, ['posted']);
    await until(
      () => detailsOf(id),
      (details) => details.includes('posted') && !details.includes('Refused'),
    );
    const told = await system.database.query<{ kind: string; verified: boolean; state: string }>(
      'SELECT kind, verified, state FROM decision WHERE import_id = $1 ORDER BY created_at',
      [id],
    );
    expect(told).toEqual([
      { kind: 'complete', verified: false, state: 'applied' },
      { kind: 'approve', verified: false, state: 'refused' },
      { kind: 'approve', verified: false, state: 'applied' },
    ]);
  });

  it('lives through malformed, repeated and thousands of signals, and still answers', async () => {
    const { id } = await importFile(system, { content: calls(11) });
    const rubbish = [
      null,
      7,
      'approve',
      [],
      {},
      { decision: 'approve' },
      { decision: 'explode', actor: 'Ana' },
      { decisionId: 7 },
    ];
    for (const one of rubbish) await signal(id, one);
    for (let sent = 0; sent < 1_500; sent += 100)
      await Promise.all(
        Array.from({ length: 100 }, () => signal(id, { decision: 'approve', actor: 'Nobody' })),
      );
    await until(
      () => detailsOf(id),
      (details) => details.includes('no such person'),
    );
    await signal(id, { decision: 'cancel', actor: 'Omar', reason: 'enough' });
    await importState(system, id, ['cancelled']);
  });
});

it('refuses raw decisions in production, where everybody sees it', async () => {
  const system = await startSystem({ allowUnverifiedDecisions: false });
  try {
    const { id } = await importFile(system, { content: calls(12) });
    await signal(id, { decision: 'complete', actor: 'Omar' });
    await until(
      () => detailsOf(id),
      (details) => details.includes('proves nothing about its sender'),
    );
    expect((await importState(system, id, ['in-review'])).status).toBe('in-review');
    const audit = await system.database.query(
      "SELECT 1 FROM audit_event WHERE action = 'decision.refused-raw'",
    );
    expect(audit).toHaveLength(1);
  } finally {
    await system.stop();
  }
});
