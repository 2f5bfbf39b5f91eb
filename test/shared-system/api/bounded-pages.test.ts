import { newAccount } from '../../setup/accounts';
import { callFile } from '../../setup/calls';
import { importFile } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

it('keeps a page of accounts a page, whatever contacts they have from before', async () => {
  const ids: string[] = [];
  for (let account = 0; account < 20; account++) ids.push((await newAccount(system)).id);
  await system.database.query(
    `UPDATE account SET contacts = jsonb_build_array(jsonb_build_object('note', repeat('x', 1000000)))
      WHERE id = ANY ($1)`,
    [ids],
  );
  const { text } = await system.call('ops', 'GET', '/v1/accounts?limit=200');
  expect(text.length).toBeLessThan(100_000);
  const whole = await system.call('ops', 'GET', `/v1/accounts/${ids[0]}`);
  expect((whole.body.contacts[0] as { note: string }).note).toHaveLength(1_000_000);
});

it('keeps a page of rows a page, whatever stands in them', async () => {
  const long = 'x'.repeat(30_000);
  const calls = Array.from({ length: 60 }, () => ({ code: 'NOBODY', destination: long, number: long }));
  const { id } = await importFile(system, { content: callFile(calls) });
  const { body, text } = await system.call('ops', 'GET', `/v1/charge-imports/${id}/rows?limit=200`);
  expect(body.items).toHaveLength(60);
  expect(text.length).toBeLessThan(60 * 8_000);
  expect(body.items[0]?.destination).toBe(`${'x'.repeat(1_000)}…`);
});
