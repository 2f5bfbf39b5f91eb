import type { Schema } from '../../../clients/typescript/src/by-path';
import { callFile, codedAccount } from '../../setup/calls';
import { importFile, rowsOf } from '../../setup/imports';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
let id: string;
beforeAll(async () => {
  system = await sharedSystem();
  const { code } = await codedAccount(system);
  const calls = [
    { code, number: '020 7946 0958', destination: 'London' },
    { code: 'Ghost', number: '(0)30 90-18 20', destination: 'Berlin, Germany' },
    { code, number: '0033 1 42', destination: 'Paris "Nord"' },
    { code: 'GHOST', number: '0049 30 901821', destination: 'Berlin\nMitte' },
    { code: 'other', number: '0958', destination: '100 %' },
  ];
  const content = callFile(calls.map((call) => ({ ...call, sell: '1' })));
  // A preamble, so that no line has the number of its row.
  ({ id } = await importFile(system, { content: `Call charges of May\n\n${content}` }));
});
afterAll(() => system.stop());

it.each([
  ['code=ghost', [2, 4]],
  ['code=GHOST&status=unmatched', [2, 4]],
  ['code=ghost&reason=unknown%20code', [2, 4]],
  ['code=ghost&status=matched', []],
  ['numberEnd=0958', [1, 5]],
  ['numberEnd=1820', [2]],
  ['numberEnd=58&status=matched', [1]],
  ['text=berlin', [2, 4]],
  ['text=%22Nord%22', [3]],
  ['text=0%20%25', [5]],
  ['text=_n', []],
  ['text=berlin&numberEnd=21', [4]],
  ['line=4', [1]],
  ['line=3', []],
  ['line=7', [4]],
  ['line=8', []],
  ['line=9', [5]],
  ['line=10', []],
  ['line=2147483647', []],
  ['line=7&status=matched', []],
])('finds rows by %s', async (query, rows) => {
  expect((await rowsOf(system, id, `&${query}`)).map(({ rowNumber }) => rowNumber)).toEqual(rows);
});

it.each(['numberEnd=02079460958', 'numberEnd=9', 'text=020 7946 0958', 'line=0', 'text=a'])(
  'refuses %s: no telephone number stands in an address',
  async (query) => {
    const { status } = await system.call(
      'viewer',
      'GET',
      `/v1/charge-imports/${id}/rows?${encodeURI(query)}`,
    );
    expect(status).toBe(422);
  },
);

it('looks through a part of many rows at a time, and says where to go on', async () => {
  const [{ importId } = { importId: '' }] = await system.database.query<{ importId: string }>(
    `INSERT INTO charge_import (location_id, import_type_id, product_id, batch_date, reference_date, file_sha256,
       file_name, file_bytes, status, uploaded_by)
     SELECT location_id, import_type_id, product_id, batch_date, reference_date, md5(random()::text),
       'many.csv', 1, 'cancelled', uploaded_by
     FROM charge_import WHERE id = $1 RETURNING id AS "importId"`,
    [id],
  );
  await system.database.query(
    `INSERT INTO import_row (import_id, row_number, line, raw, status, number)
     SELECT $1, n, n + 1, CASE WHEN n IN (3, 25000) THEN 'needle' ELSE 'hay' END, 'ignored', '0'
     FROM generate_series(1, 25000) n`,
    [importId],
  );
  const pages: number[][] = [];
  for (let next: string | null = ''; next !== null;) {
    const cursor: string = next === '' ? '' : `&cursor=${next}`;
    const { body }: { body: Schema<'ImportRowPage'> } = await system.call(
      'viewer',
      'GET',
      `/v1/charge-imports/${importId}/rows?text=needle${cursor}`,
    );
    pages.push(body.items.map(({ rowNumber }) => rowNumber));
    next = body.next;
  }
  expect(pages).toEqual([[3], [], [25000]]);
});
