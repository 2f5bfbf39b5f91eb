import fc from 'fast-check';
import { Pool } from 'pg';
import type { ReadRow } from '../../../domain/imports/read-row';
import { fingerprintHex, fingerprintOf } from '../../../prisma/repositories/imports/fingerprint';

let pool: Pool;
beforeAll(() => void (pool = new Pool({ connectionString: process.env.TEST_DATABASE_URL })));
afterAll(() => pool.end());

/**
 * As claims have been made since the first version; those of a record id, since an id counts only together with the
 * start.
 */
const sql = `CASE
  WHEN r.started_at IS NULL THEN NULL
  WHEN r.record_id <> '0' THEN
    substring(sha256(convert_to(concat_ws(chr(31), 'id2', r.record_id, extract(epoch FROM r.started_at)), 'UTF8'))
      FOR 16)
  WHEN r.started_at IS NOT NULL AND r.duration_seconds IS NOT NULL THEN substring(sha256(convert_to(
    concat_ws(chr(31), extract(epoch FROM r.started_at),
      coalesce(r.extension, ''), coalesce(r.number, ''), r.duration_seconds),
    'UTF8')) FOR 16)
  END`;

const text = fc.option(fc.constantFrom('2101', '+33140200088', 'Zoë ☎', 'a\tb', ' x '), { nil: null });
const row = fc.record({
  recordId: fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, fc.constantFrom('R-1', 'é', '0')),
  startedAt: fc.option(
    fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => {
      date.setMilliseconds(0);
      return date.toISOString();
    }),
    { nil: null },
  ),
  extension: text,
  number: text,
  durationSeconds: fc.option(fc.nat(999_999), { nil: null }),
});

it('tells calls by the same bytes as every claim that was ever made', async () => {
  const rows = fc.sample(row, { numRuns: 500, seed: 7 });
  const { rows: made } = await pool.query<{ hex: string | null }>(
    `SELECT encode(${sql}, 'hex') AS hex FROM jsonb_to_recordset($1)
       AS r (record_id text, started_at timestamptz, extension text, number text, duration_seconds int, at bigint)
       ORDER BY at`,
    [
      JSON.stringify(
        rows.map(({ recordId, startedAt, extension, number, durationSeconds }, at) => ({
          at,
          record_id: recordId,
          started_at: startedAt,
          extension,
          number,
          duration_seconds: durationSeconds,
        })),
      ),
    ],
  );
  const read = rows.map((one) => ({
    ...one,
    startedAt: one.startedAt === null ? null : Date.parse(one.startedAt),
  }));
  const own = read.map((one) => fingerprintOf(one as ReadRow));
  expect(own.map((bytes) => bytes && fingerprintHex(bytes))).toEqual(made.map(({ hex }) => hex));
  expect(new Set(made.map(({ hex }) => hex)).size).toBeGreaterThan(200);
});
