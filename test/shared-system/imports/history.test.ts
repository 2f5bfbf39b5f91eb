import { chargeImportId } from '../../../workflows/charge-import/contract';
import { callFile, codedAccount } from '../../setup/calls';
import { importFile, postFile } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
beforeAll(async () => {
  system = await sharedSystem();
});
afterAll(() => system.stop());

/** Everything a history says, payloads decoded. */
function spelledOut(value: unknown): string {
  const parts: string[] = [];
  const walk = (one: unknown) => {
    if (one instanceof Uint8Array) parts.push(Buffer.from(one).toString('utf8'));
    else if (typeof one === 'string') parts.push(one);
    else if (typeof one === 'object' && one !== null) Object.values(one).forEach(walk);
  };
  walk(value);
  return parts.join('\n');
}

/** What a call says. Whole numbers and amounts: a part of one stands in many an id, and many a time of day. */
const saidByCalls = [
  /PHANTOM/,
  /Zanzibar/,
  /Utopia/,
  /\b0777\d{7}\b/,
  /secret-name/,
  /(?<!\d)0\.5001(?!\d)/,
  /\b\d\d\/05\/2026/,
];

it('leaves ids and counts in the history of 3,000 calls, and no call', async () => {
  const { code } = await codedAccount(system, { name: 'Zanzibar Spices' });
  const calls = Array.from({ length: 3_000 }, (_, index) => ({
    code: index % 100 === 0 ? 'PHANTOM' : code,
    number: `0777${String(index).padStart(7, '0')}`,
    destination: 'Utopia Mobile',
    sell: `0.${String(5000 + index)}`,
    date: index === 17 ? '31/02/2026' : '15/05/2026',
  }));
  const found = await postFile(system, { content: callFile(calls), name: 'secret-name.csv' });
  expect(found.rows).toMatchObject({ file: 3_000, unmatched: 30, invalid: 1 });
  const history = await system.temporal.workflow.getHandle(chargeImportId(found.id)).fetchHistory();
  expect(history.events?.length).toBeLessThan(60);
  const said = spelledOut(history);
  expect(said).toContain('"totalRows":3000');
  for (const never of [...saidByCalls, /31\/02\/2026/]) expect(said).not.toMatch(never);
  expect(said).not.toContain(code);
});

it('leaves nothing of a file that cannot be read in the history', async () => {
  const content = 'PHANTOM,2101,15/05/2026,10:00:00,07771234567,Utopia Mobile,60,0.0142,0.5001\n';
  const found = await importFile(system, { content, name: 'secret-name.csv' });
  expect(found).toMatchObject({ status: 'failed', failure: { code: 'columns-missing' } });
  expect(found.failure?.message).toContain('07771234567');
  const handle = system.temporal.workflow.getHandle(chargeImportId(found.id));
  await handle.result();
  const said = spelledOut(await handle.fetchHistory());
  expect(said).toContain('columns-missing');
  for (const never of saidByCalls) expect(said).not.toMatch(never);
});
