import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { callFile, codedAccount } from '../../setup/calls';
import { importFile, postFile } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import type { OwnSystem } from '../../setup/system';

let system: OwnSystem;
let code: string;
let content: string;
let id: string;
const again = { code: '', number: '02079460000', time: '09:00:00', duration: '60', sell: '2' };

beforeAll(async () => {
  system = await startSystem();
  ({ code } = await codedAccount(system));
  again.code = code;
  await postFile(system, { content: callFile([again]) });
  content = callFile([
    again,
    { code, sell: '1' },
    { code: '=1+1', destination: '@SUM(A1)', number: '+442079460001', sell: '-0.30' },
    { code, duration: 'long', sell: '3' },
  ]);
  ({ id } = await importFile(system, { content, name: '../may\r\n"%é.csv' }));
});
afterAll(() => system.stop());

const table = (text: string) => parse<Record<string, string>>(text, { columns: true });
const faults = (query = '') => system.call('viewer', 'GET', `/v1/charge-imports/${id}/faults.csv${query}`);

it('gives the file back as it was uploaded, and audits that', async () => {
  const { status, headers, text } = await system.call('viewer', 'GET', `/v1/charge-imports/${id}/file`);
  expect([status, text]).toEqual([200, content]);
  const sha256 = createHash('sha256').update(content).digest('hex');
  expect(headers.get('etag')).toBe(`"${sha256}"`);
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  const disposition = headers.get('content-disposition') ?? '';
  expect(disposition).toMatch(/^attachment; filename="[\w .-]+"; filename\*=UTF-8''[\w.%-]+$/);
  expect(disposition).not.toMatch(/%2F|\//);
  const events = await system.database.query(
    `SELECT p.name, e.subject, e.detail, e.location_id AS "locationId"
     FROM audit_event e JOIN person p ON p.id = e.person_id
     WHERE action = 'import.file-downloaded'`,
  );
  const locationId = system.locations['London Bridge'];
  expect(events).toEqual([{ name: 'Vera', subject: `import:${id}`, detail: { sha256 }, locationId }]);
});

it('exports faults with the columns of the file first, and no formula', async () => {
  const { status, text, headers } = await faults();
  expect(status).toBe(200);
  expect(headers.get('content-type')).toContain('text/csv');
  const [header = ''] = text.split('\r\n');
  const ofFile = content.split('\n')[0] ?? '';
  expect(header).toBe(`${ofFile},Line,Status,Reason,What to do,Further cells`);
  const rows = table(text);
  expect(rows.map((row) => [row.Line, row.Status])).toEqual([
    ['2', 'duplicate'],
    ['4', 'unmatched'],
    ['5', 'invalid'],
  ]);
  expect(rows[1]).toMatchObject({
    'Account Code': "'=1+1",
    Destination: "'@SUM(A1)",
    'Number Dialled': '+442079460001',
    'Client Amount': '-0.30',
    Reason: 'unknown code',
    'What to do': 'Give the code to an account, assign the row, or ignore it',
  });
  expect(rows[2]).toMatchObject({
    Duration: 'long',
    Reason: expect.stringContaining('"long" is not a duration'),
    'What to do': 'Check the notation of durations in the Import Type, or correct the cell',
  });
  expect(rows[0]?.Reason).toMatch(/^already imported: BS-\d{4}-\d{4} row 1$/);
});

it('exports those of one status', async () => {
  const lines = async (status: string) =>
    table((await faults(`?status=${status}`)).text).map((row) => row.Line);
  expect([await lines('invalid'), await lines('unmatched'), await lines('duplicate')]).toEqual([
    ['5'],
    ['4'],
    ['2'],
  ]);
  expect((await faults('?status=matched')).status).toBe(422);
});

it('exports every row of many, once, in file order', async () => {
  const calls = Array.from({ length: 450 }, (_, at) => ({
    code: 'NOBODY',
    duration: at % 3 ? '60' : 'long',
    sell: '1',
  }));
  const many = await importFile(system, { content: callFile([...calls, { code, sell: '1' }]) });
  const { text } = await system.call('viewer', 'GET', `/v1/charge-imports/${many.id}/faults.csv`);
  expect(table(text).map((row) => Number(row.Line))).toEqual(calls.map((_, at) => at + 2));
});

it('says that the file is gone, and still exports the rows', async () => {
  const gone = await importFile(system, { content: callFile([{ code: 'NOBODY', sell: '1' }]) });
  const { sha256 } = gone.file;
  rmSync(path.join(system.files, sha256.slice(0, 2), sha256));
  const { status, problem } = await system.call('viewer', 'GET', `/v1/charge-imports/${gone.id}/file`);
  expect([status, problem.type]).toEqual([503, '/problems/storage-unavailable']);
  const { text } = await system.call('viewer', 'GET', `/v1/charge-imports/${gone.id}/faults.csv`);
  expect(table(text)).toMatchObject([{ 'Account Code': 'NOBODY', Line: '2', Status: 'unmatched' }]);
});
