import { chargeImportId } from '../../../workflows/charge-import/contract';
import { sendToConnectId } from '../../../workflows/send-to-connect/contract';
import { newAccount, sendAccount, sendState } from '../../setup/accounts';
import { callFile, codedAccount } from '../../setup/calls';
import { clientByHand, misbehave } from '../../setup/connect';
import { currentDetails, eventMetadata } from '../../setup/details';
import { approve, complete, importFile, importState } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import { type OwnSystem, until } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem({ connectTimeoutMs: 600 });
});
afterAll(() => system.stop());
beforeEach(() => misbehave(system, {}));

const seen = (workflowId: string, words: string) =>
  until(
    () => currentDetails(system, workflowId),
    (details) => details.includes(words),
  );

describe('of an import', () => {
  it('shows phase, counts, totals, who is waited for and links, at each step', async () => {
    const { code } = await codedAccount(system);
    const content = callFile([
      { code, sell: '1.2345' },
      { code, sell: '0.5000' },
      { code: 'GHOST', sell: '0.1' },
    ]);
    const { id, batchSheetId } = await importFile(system, { content });
    const draft = await seen(chargeImportId(id), 'in-review');
    expect(draft).toContain('Waiting for someone in **ops**');
    expect(draft).toContain('| matched | 2 | 1.7345 |');
    expect(draft).toContain('| unmatched | 1 | 0.1 |');
    expect(draft).toMatch(/Net \*\*1\.73 GBP\*\*/);
    expect(draft).toContain(`(${system.api}/v1/charge-imports/${id})`);
    expect(draft).toContain(`(${system.api}/v1/batch-sheets/${batchSheetId})`);

    expect(await complete(system, batchSheetId)).toMatchObject({ status: 200 });
    // The approver, and the lead, who is ops and approver: neither has worked on it.
    expect(await seen(chargeImportId(id), 'completed')).toContain('2 people can approve.');
    await approve(system, batchSheetId);
    await importState(system, id, ['posted']);
    expect(await seen(chargeImportId(id), 'posted')).toContain('All charges are posted.');
  });

  it('says so when nobody is left who may approve', async () => {
    const { id: accountId, code } = await codedAccount(system);
    const found = await importFile(system, { content: callFile([{ code, sell: '0.7' }]), who: 'lead' });
    const [approver] = await system.database.query<{ id: string }>(
      `SELECT id FROM person WHERE name = 'Ana'`,
    );
    await system.database.query(`INSERT INTO sheet_edit (sheet_id, revision, person_id) VALUES ($1, 1, $2)`, [
      found.batchSheetId,
      approver?.id,
    ]);
    expect(accountId).toBeTruthy();
    await complete(system, found.batchSheetId);
    expect(await seen(chargeImportId(found.id), 'completed')).toContain('No eligible approver');
  });

  it('has a summary on the workflow and on every activity, and messages that say what they are for', async () => {
    const { code } = await codedAccount(system);
    const { id } = await importFile(system, { content: callFile([{ code, sell: '0.9' }]) });
    const workflowId = chargeImportId(id);
    const [start, ...steps] = await eventMetadata(system, workflowId);
    expect(start).toMatchObject({
      summary: 'Charge import at London Bridge, to 2026-05-31',
      details: expect.stringContaining(`${system.api}/v1/charge-imports/${id}`),
    });
    expect(steps.map(({ summary }) => summary)).toEqual([
      'Read the file into rows',
      'Match rows to Accounts',
    ]);
    const { definition } = await system.temporal.workflow
      .getHandle(workflowId)
      .query<{ definition: Record<string, { name: string; description: string }[]> }>(
        '__temporal_workflow_metadata',
      );
    const messages = [...(definition.signalDefinitions ?? []), ...(definition.updateDefinitions ?? [])];
    expect(messages.map(({ name }) => name).sort()).toEqual(['decide', 'decide', 'goOn', 'rematch']);
    for (const { description } of messages) expect(description).toMatch(/\w{3}/);
  });
});

describe('of a send', () => {
  it('shows what is in doubt, when the next try is due, and its timer says why it waits', async () => {
    await misbehave(system, {
      ignoreIdempotencyKey: true,
      rules: [{ operation: 'create', drop: 'after-commit', times: 1 }],
    });
    const { id } = await newAccount(system);
    await sendAccount(system, id, ['linked']);
    const timers = (await eventMetadata(system, sendToConnectId(id))).map(({ summary }) => summary);
    expect(timers[0]).toBe('Create a Connect client for an Account');
    expect(timers).toContain('Until the next try (unknown)');
    expect(await seen(sendToConnectId(id), 'linked')).toContain('Tries: **2**');
  });

  it('shows that a person is waited for, among how many candidates, with links', async () => {
    const { id, accountsId } = await newAccount(system);
    await clientByHand(system, { billingReference: accountsId });
    await sendAccount(system, id, ['needs-decision']);
    const details = await seen(sendToConnectId(id), 'needs-decision');
    expect(details).toContain('Candidates: **1**');
    expect(details).toContain(`(${system.api}/v1/accounts/${id}/connect-client)`);
    expect(details).not.toContain(accountsId);
    const summaries = async () =>
      (await eventMetadata(system, sendToConnectId(id))).map(({ summary }) => summary);
    await until(summaries, (all) => all.includes('Until a person decides, or a day has passed'));
  });

  it('shows where nothing can be asked when the next try is due', async () => {
    await misbehave(system, { rules: [{ operation: 'search', status: 503 }] });
    const { id } = await newAccount(system);
    await sendAccount(system, id, ['waiting']);
    expect(await seen(sendToConnectId(id), '### waiting')).toMatch(/next at 20\d\d-\d\d-\d\dT[\d:.]+Z/);
    await misbehave(system, {});
    await sendState(system, id, ['linked']);
  });
});
