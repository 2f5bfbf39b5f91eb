import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { registerPerson } from '../../../prisma/repositories/people/persons';
import { callFile, callLine, codedAccount } from '../../setup/calls';
import { importFile, postFile, rowsOf } from '../../setup/imports';
import { previewFile } from '../../setup/preview';
import { startSystem } from '../../setup/own-system';
import { askApi, type OwnSystem } from '../../setup/system';

let system: OwnSystem;
beforeAll(async () => {
  system = await startSystem();
});
afterAll(() => system.stop());

/** Numbers of rows of the tables that an import or an audit would add to. */
async function kept() {
  const counts = await system.database.query<{ rows: number }>(
    `SELECT (SELECT count(*) FROM charge_import)::int + (SELECT count(*) FROM import_row)::int
       + (SELECT count(*) FROM audit_event)::int + (SELECT count(*) FROM outbox)::int AS rows`,
  );
  return { rows: counts[0]?.rows, files: readdirSync(system.files, { recursive: true }).length };
}

it('shows rows as they are imported then, and keeps nothing', async () => {
  const { code, accountsId, id } = await codedAccount(system);
  const content = callFile([
    { code, sell: '0.30', buy: '0.10' },
    { code: 'NOBODY', sell: '1.5', destination: 'Paris, "centre"' },
    { code, duration: 'long', sell: '0.2' },
    { code, sell: '0,150.00' },
  ]);
  const before = await kept();
  const { status, body } = await previewFile(system, { content });
  expect(status).toBe(200);
  expect(await kept()).toEqual(before);
  expect(body).toMatchObject({
    errors: [],
    complete: true,
    failure: null,
    counts: { file: 4, matched: 1, unmatched: 1, invalid: 2, ignored: 0 },
  });
  expect(body.rows[0]?.account).toMatchObject({ id, accountsId });

  const imported = await importFile(system, { content });
  const rows = await rowsOf(system, imported.id);
  const shared = [
    'rowNumber',
    'line',
    'raw',
    'status',
    'reason',
    'detail',
    'startedAt',
    'sell',
    'buy',
  ] as const;
  const of = (row: (typeof rows)[number] | (typeof body.rows)[number]) =>
    Object.fromEntries(shared.map((name) => [name, row[name]]));
  expect(body.rows.map(of)).toEqual(rows.map(of));
  expect(body.lines).toEqual(imported.lines);
});

/** A longer file, of which only the beginning is sent, cut within a line. */
const beginningOf = (content: string, bytes: number) => ({
  content: content.slice(0, bytes),
  fields: { fileSize: String(content.length) },
});

it('calls no fault what is cut off at the end of the beginning, wherever that is', async () => {
  const { code } = await codedAccount(system);
  const calls = ['10.10', '20.20', '1234.50'].map((sell) => ({ code, sell, destination: 'Rue "A",\nParis' }));
  const content = callFile(calls);
  for (let bytes = content.length - 60; bytes < content.length; bytes += 7) {
    const { body } = await previewFile(system, beginningOf(content, bytes));
    expect(body).toMatchObject({
      complete: false,
      failure: null,
      counts: { file: 2, matched: 2, invalid: 0 },
    });
    expect(body.warnings).toEqual([]);
    expect(body.file).toMatchObject({ bytes: content.length, sha256: null });
  }
  const { body } = await previewFile(system, { content });
  expect(body).toMatchObject({ complete: true, counts: { file: 3, matched: 3 } });
});

it('answers each field, and reads the file all the same', async () => {
  const content = callFile([{ sell: '1' }]);
  const fields = {
    batchDate: 'soon',
    product: 'Nothing',
    referenceDate: 'absent',
    fileSize: '3',
    colour: 'red',
  };
  const { status, body } = await previewFile(system, { content, fields });
  expect(status).toBe(200);
  expect(body.errors.map(({ pointer }) => pointer).sort()).toEqual([
    '/batchDate',
    '/colour',
    '/fileSize',
    '/product',
    '/referenceDate',
  ]);
  expect(body.counts.file).toBe(1);
  const bare = await previewFile(system, { fields: { location: 'absent', importType: 'absent' } });
  expect(bare.status).toBe(200);
  expect(bare.body.errors.map(({ pointer }) => pointer).sort()).toEqual([
    '/file',
    '/importType',
    '/locationId',
  ]);
});

it('names the Import Types that fit, where the chosen one does not', async () => {
  const content = callFile([{ sell: '1' }]);
  const { body } = await previewFile(system, { content, fields: { importType: 'essensys call logger' } });
  expect(body.failure?.code).toBe('columns-missing');
  expect(body.fittingImportTypes.map(({ name }) => name)).toEqual(['essensys call logger v2']);
});

it('counts faults by kind, with an example and what to do', async () => {
  const calls = ['long', 'longer', '60'].map((duration) => ({
    duration,
    sell: duration === '60' ? 'much' : '1',
  }));
  const { body } = await previewFile(system, { content: callFile([...calls, { sell: '1' }]) });
  expect(body.faults).toMatchObject([
    {
      column: 'duration',
      header: 'Duration',
      rows: 2,
      cell: 'long',
      example: { line: 2, durationSeconds: null },
    },
    {
      column: 'sellAmount',
      header: 'Client Amount',
      rows: 1,
      cell: 'much',
      example: { line: 4, sell: null },
    },
  ]);
  expect(body.faults[0]?.whatToDo).toContain('durations');
});

it('says where the codes are known better, to those who may see that', async () => {
  const { code } = await codedAccount(system, { locationId: system.locations['Leeds Dock'] });
  const content = callFile([
    { code, sell: '1' },
    { code, sell: '1' },
    { code: 'X', sell: '1' },
  ]);
  const { body } = await previewFile(system, { content });
  const location = { id: system.locations['Leeds Dock'], name: 'Leeds Dock' };
  expect(body.codes).toEqual({
    codes: 2,
    rows: 3,
    here: null,
    better: [{ location, codes: 1, rows: 2, percentOfRows: 66 }],
  });
  expect(body.warnings).toMatchObject([{ code: 'codes-of-another-location' }]);
  const { key } = await newPerson('ops at London Bridge', system.locations['London Bridge'] as string);
  const form = new FormData();
  form.set('location', 'London Bridge');
  form.set('importType', 'essensys call logger v2');
  form.set('file', new Blob([content]), 'calls.csv');
  const seen = await askApi(system.api, 'POST', '/v1/charge-imports/preview', form, {
    authorization: `Bearer ${key}`,
  });
  expect(seen.body.codes.better).toEqual([]);
  expect(seen.text).not.toContain('Leeds Dock');
});

async function newPerson(name: string, locationId: string) {
  const key = randomBytes(16).toString('hex');
  const id = await registerPerson(system.database.pool, { name, kind: 'human', roles: [], key });
  await system.database.query(
    `INSERT INTO person_grant (person_id, role, location_id) VALUES ($1, 'ops', $2)`,
    [id, locationId],
  );
  return { key };
}

it('knows what was imported before', async () => {
  const { code } = await codedAccount(system);
  const twice = { code, date: '03/04/2026', number: '02079461111', sell: '1' };
  const content = callFile([twice, { code, date: '05/04/2026', sell: '1' }]);
  const posted = await postFile(system, { content });
  const same = await previewFile(system, { content });
  expect(same.body.sameFile).toMatchObject({ importId: posted.id, fileName: 'calls.csv', status: 'posted' });
  const { body } = await previewFile(system, {
    content: callFile([twice, { code, date: '06/04/2026', sell: '1' }]),
  });
  expect(body.sameFile).toBeNull();
  expect(body.calls).toMatchObject({ firstDate: '2026-04-03', lastDate: '2026-04-06' });
  expect(body.days).toEqual([
    { date: '2026-04-03', rows: 1, importIds: [posted.id] },
    { date: '2026-04-06', rows: 1, importIds: [] },
  ]);
  expect(body.earlierImports).toMatchObject([
    { importId: posted.id, batchSheetNumber: posted.batchSheetNumber, claimed: 1 },
  ]);
});

it('warns as the import does', async () => {
  const { code } = await codedAccount(system);
  const credit = { code, date: '01/01/2020', sell: '-1', number: '02079462222' };
  const content = callFile([credit, credit, { code, date: '15/05/2026', sell: '-1' }], {
    buy: '0',
    sell: '-3',
  });
  const { body } = await previewFile(system, { content });
  const imported = await importFile(system, { content });
  expect(body.warnings.length).toBeGreaterThan(2);
  expect(body.warnings).toEqual(imported.warnings);
  expect(body.footer).toEqual(imported.footer);
});

it('takes no more than the beginning, from nobody who may not import', async () => {
  const content = `${callFile([])}${callLine({})}\n`.padEnd(262_145, 'x');
  const { status, problem } = await previewFile(system, { content });
  expect([status, problem.type]).toEqual([413, '/problems/file-too-large']);
  expect(problem.errors?.[0]?.detail).toContain('262144');
  expect((await previewFile(system, { content: 'x', who: 'viewer' })).status).toBe(403);
  // Who writes Import Types tries them.
  expect((await previewFile(system, { content: 'x', who: 'admin' })).status).toBe(200);
});

/** The longest time for which nobody else had a turn while this went on, in milliseconds. */
async function longestStall(work: () => Promise<unknown>) {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}

const header = callFile([]);
const hostile: [string, string][] = [
  ['quotes', `${header}${'"a\n'.repeat(80_000)}`],
  ['delimiters', `${header}${','.repeat(262_000 - header.length)}`],
  ['nothing but line breaks', `${header}${'\n'.repeat(262_000 - header.length)}`],
  [
    'headers of another width',
    `${header}${Array.from({ length: 1_500 }, (_, at) => `${header.trim()}${','.repeat(at % 30)}`).join('\n')}`.slice(
      0,
      262_000,
    ),
  ],
  ['many rows', `${header}${'1,2,3\n'.repeat(43_000)}`],
];

/** The shortest counts: what else runs on the machine makes any of them longer, and none shorter. */
it.each(hostile)('lets others have their turn while it reads %s', async (_what, content) => {
  let shortest = Infinity;
  for (let attempt = 0; attempt < 3 && shortest >= 1_000; attempt++) {
    const stall = await longestStall(async () => {
      const begun = performance.now();
      expect((await previewFile(system, { content })).status).toBe(200);
      expect(performance.now() - begun).toBeLessThan(10_000);
    });
    shortest = Math.min(shortest, stall);
  }
  expect(shortest).toBeLessThan(1_000);
});
