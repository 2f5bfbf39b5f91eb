import {
  type Call,
  type CallField,
  differencesOf,
  isSameRecord,
  pairCalls,
  type Sameness,
  samenessOf,
} from '../../domain/same-call';
import type { Transaction } from '../database';
import { leftOutSql } from './charge-sql';
import { cursorRows } from './cursor-rows';

interface Place {
  id: string;
  locationId: string;
}

/** Rows that matching decides about: not those that are ignored, nor those that cannot be read. */
const open = (row: string) => `${row}.status IN ('matched', 'unmatched', 'duplicate')`;

const call = (
  row: string,
) => `extract(epoch FROM ${row}.started_at)::text AS start, ${row}.number, ${row}.extension,
  ${row}.duration_seconds AS "durationSeconds", ${row}.record_id AS "recordId", coalesce(${row}.sell, ${row}.buy)::text AS amount`;

/** The sheet `s` of a claimed row `c`, and the import type `t` that read it. */
const itsSheet = `JOIN batch_sheet s ON s.import_id = c.import_id JOIN charge_import i ON i.id = c.import_id JOIN import_type t ON t.id = i.import_type_id`;
/** Which sheet has the call, and why it left it out; null where it charges it. */
const claimed = `s.number AS "batchSheet", ${leftOutSql('c', 's', 't')} AS "leftOut"`;

/** A row of the import, or the row of another import that has a claim. */
interface Candidate extends Call {
  importId: string;
  row: number;
  mine: boolean;
  amount: string | null;
  batchSheet: string | null;
  leftOut: string | null;
}

/**
 * Finds which open rows of an import are calls that other sheets of the Location have claimed, each by one claim, and keeps the pairs for
 * the rest of the transaction in the table `repeated`: the row, the claimed one and its sheet, how much they are the same and in what they
 * differ, and why the sheet left the call out, where it did. Pairs that a person has settled stay, as long as the claim stands. Nothing of
 * the import is changed.
 * @returns how many there are.
 */
export async function findRepeatedCalls(tx: Transaction, place: Place): Promise<number> {
  await forgetRepeatedCalls(tx);
  const others = await importsOfTheTime(tx, place);
  const byRecord = await hasRecordsToo(tx, place);
  if (others.length === 0 && !byRecord) return 0;
  const settled = await keepSettled(tx, place);
  const byStart = others.length === 0 ? 0 : await pairByStart(tx, place, others);
  return settled + byStart + (byRecord ? await pairByRecord(tx, place) : 0);
}

/** Makes the table of pairs, empty. */
export async function forgetRepeatedCalls(tx: Transaction): Promise<void> {
  await tx.query(
    `CREATE TEMPORARY TABLE IF NOT EXISTS repeated (place serial, row_number int, import_id uuid, claimed_row int,
       batch_sheet text, sameness text, differs jsonb, left_out text, settled boolean, main boolean DEFAULT true) ON COMMIT DROP`,
  );
  await tx.query('TRUNCATE repeated');
}

/** Other imports whose sheets have claims on calls of the same time: nothing else can have the same start. */
async function importsOfTheTime(tx: Transaction, { id, locationId }: Place): Promise<string[]> {
  const found = await tx.query<{ id: string }>(
    `SELECT o.id FROM charge_import i JOIN charge_import o ON o.location_id = $2 AND o.id <> i.id
       AND o.first_call <= i.last_call AND o.last_call >= i.first_call
     WHERE i.id = $1 AND EXISTS (SELECT FROM call_claim k WHERE k.import_id = o.id)`,
    [id, locationId],
  );
  return found.map((other) => other.id);
}

/** A pair that the database knows. */
interface KnownPair {
  row: number;
  mine: Call & { amount: string | null };
  importId: string;
  claimedRow: number;
  theirs: Call & { amount: string | null };
  batchSheet: string;
  leftOut: string | null;
}

const asJson = (row: string) => `(SELECT row_to_json(x) FROM (SELECT ${call(row)}) x)`;
const knownPair = `r.row_number AS row, ${asJson('r')} AS mine, c.import_id AS "importId", c.row_number AS "claimedRow", ${asJson('c')} AS theirs,
  ${claimed}`;

/** The claim of a row `c`: a claim is kept under the fingerprint of the row that has it. */
const claimOf = (row: string) =>
  `(SELECT FROM call_claim k WHERE k.location_id = $2 AND k.fingerprint = ${row}.fingerprint AND k.import_id = ${row}.import_id
     AND k.row_number = ${row}.row_number)`;

/** Claims that people have settled rows against are used up, and hold nothing else. The row may repeat another call besides. */
async function keepSettled(tx: Transaction, { id, locationId }: Place): Promise<number> {
  const pairs = new PairsKept(tx, 'settled');
  const rows = cursorRows<KnownPair>(
    tx,
    `SELECT ${knownPair} FROM import_row r CROSS JOIN LATERAL (
         SELECT a.against, a.at FROM jsonb_array_elements(
           CASE WHEN r.repeats ->> 'settled' IS NULL THEN '[]' ELSE jsonb_build_array(r.repeats) END || coalesce(r.repeats -> 'others', '[]'))
           WITH ORDINALITY a (against, at)) settled
       CROSS JOIN LATERAL (
         SELECT o.* FROM import_row o WHERE o.import_id = (settled.against ->> 'importId')::uuid
           AND o.row_number = (settled.against ->> 'row')::int AND EXISTS ${claimOf('o')} LIMIT 1) c ${itsSheet}
     WHERE r.import_id = $1 AND (r.repeats ->> 'settled' IS NOT NULL OR r.repeats ? 'others') AND ${open('r')}
     ORDER BY r.row_number, settled.at`,
    [id, locationId],
  );
  const taken = new Set<string>();
  for await (const pair of rows) {
    const claim = `${pair.importId}/${pair.claimedRow}`;
    if (taken.has(claim)) continue;
    taken.add(claim);
    await pairs.add({ ...pair.mine, row: pair.row }, { ...pair, ...pair.theirs, row: pair.claimedRow });
  }
  return pairs.end();
}

async function pairByStart(tx: Transaction, { id }: Place, others: string[]): Promise<number> {
  const pairs = new PairsKept(tx);
  const [span] = await tx.query<{ first: string; last: string }>(
    `SELECT first_call::text AS first, last_call::text AS last FROM charge_import WHERE id = $1`,
    [id],
  );
  const rows = cursorRows<Candidate>(
    tx,
    `WITH claimed AS MATERIALIZED (
       SELECT c.* FROM import_row c JOIN call_claim k ON k.import_id = c.import_id AND k.row_number = c.row_number
       WHERE c.import_id = ANY ($2) AND k.import_id = ANY ($2) AND c.started_at BETWEEN $3 AND $4
         AND NOT EXISTS (SELECT FROM repeated t WHERE t.import_id = c.import_id AND t.claimed_row = c.row_number)),
     mine AS MATERIALIZED (
       SELECT r.* FROM import_row r WHERE r.import_id = $1 AND ${open('r')} AND r.started_at IN (SELECT started_at FROM claimed))
     SELECT c.import_id AS "importId", c.row_number AS row, c.import_id = $1 AS mine, ${call('c')}, ${claimed}
     FROM (SELECT * FROM mine UNION ALL SELECT * FROM claimed WHERE started_at IN (SELECT started_at FROM mine)) c
       ${itsSheet.replaceAll('JOIN', 'LEFT JOIN')}
     ORDER BY c.started_at, c.repeats ->> 'settled' IS NOT NULL, c.import_id, c.row_number`,
    [id, others, span?.first, span?.last],
    'set-wise',
  );
  for await (const moment of momentsOf(rows)) {
    const mine = moment.filter((one) => one.mine);
    const claims = moment.filter((one) => !one.mine);
    for (const [row, claim] of pairCalls(mine, claims))
      await pairs.add(mine[row] as Candidate, claims[claim] as Candidate & { batchSheet: string });
  }
  return pairs.end();
}

/** What begins at the same moment. */
async function* momentsOf(candidates: AsyncIterable<Candidate>): AsyncGenerator<Candidate[]> {
  let moment: Candidate[] = [];
  for await (const one of candidates) {
    if (moment.length > 0 && moment[0]?.start !== one.start) {
      yield moment;
      moment = [];
    }
    moment.push(one);
  }
  if (moment.length > 0) yield moment;
}

/** Of the claims with the record id of a row, so many are looked at. */
const mostOfOneRecord = 20;
/** Ids that tell no record, as far as SQL is asked: what is left of them is sorted out afterwards. */
const noRecord = `^\\s*(0*|null|none|nil|n/?a|unknown|[-.?*#]+|[+-]?\\d([.,]\\d+)?e\\+?\\d+)\\s*$`;

/** Whether this log gives record ids, and another one whose calls are claimed. */
async function hasRecordsToo(tx: Transaction, { id }: Place): Promise<boolean> {
  const [asked] = await tx.query<{ any: boolean }>(
    `SELECT t.definition -> 'columns' ? 'recordId' AND EXISTS (
         SELECT FROM charge_import o JOIN import_type x ON x.id = o.import_type_id AND x.definition -> 'columns' ? 'recordId'
         WHERE o.location_id = i.location_id AND o.id <> i.id AND EXISTS (SELECT FROM call_claim k WHERE k.import_id = o.id)) AS any
     FROM charge_import i JOIN import_type t ON t.id = i.import_type_id WHERE i.id = $1`,
    [id],
  );
  return asked?.any ?? false;
}

/** Rows that no call of the same start holds, and claims that hold none, by the record id of the log. */
async function pairByRecord(tx: Transaction, { id, locationId }: Place): Promise<number> {
  const pairs = new PairsKept(tx);
  const rows = cursorRows<KnownPair>(
    tx,
    `SELECT ${knownPair} FROM import_row r CROSS JOIN LATERAL (
       SELECT o.* FROM import_row o
       WHERE hashtextextended(o.record_id, 0) = hashtextextended(r.record_id, 0) AND o.duration_seconds = r.duration_seconds
         AND o.record_id IS NOT NULL AND o.import_id <> r.import_id AND o.started_at <> r.started_at AND EXISTS ${claimOf('o')}
         AND NOT EXISTS (SELECT FROM repeated t WHERE t.import_id = o.import_id AND t.claimed_row = o.row_number)
       LIMIT ${mostOfOneRecord}) c ${itsSheet}
     WHERE r.import_id = $1 AND r.record_id IS NOT NULL AND r.record_id !~* '${noRecord}' AND ${open('r')}
       AND NOT EXISTS (SELECT FROM repeated t WHERE t.row_number = r.row_number AND NOT t.settled)
     ORDER BY r.repeats ->> 'settled' IS NOT NULL, r.row_number, c.import_id, c.row_number`,
    [id, locationId],
  );
  const rowsPaired = new Set<number>();
  const claimsPaired = new Set<string>();
  for await (const pair of rows) {
    const claim = `${pair.importId}/${pair.claimedRow}`;
    const isFree = !rowsPaired.has(pair.row) && !claimsPaired.has(claim);
    if (!isFree || !isSameRecord(pair.mine, pair.theirs)) continue;
    rowsPaired.add(pair.row);
    claimsPaired.add(claim);
    await pairs.add({ ...pair.mine, row: pair.row }, { ...pair, ...pair.theirs, row: pair.claimedRow });
  }
  return pairs.end();
}

interface KeptPair {
  row: number;
  importId: string;
  claimedRow: number;
  batchSheet: string;
  sameness: Sameness;
  differs: CallField[];
  leftOut: string | null;
}

type Told = Call & { row: number; amount: string | null };
type Claimed = Told & { importId: string; batchSheet: string; leftOut: string | null };

/** Writes pairs down, some at a time. A row is told with its first pair; with a new one rather than with one that is settled. */
class PairsKept {
  private waiting: KeptPair[] = [];
  private count = 0;

  constructor(
    private readonly tx: Transaction,
    private readonly kind: 'new' | 'settled' = 'new',
  ) {}

  async add(mine: Told, theirs: Claimed): Promise<void> {
    this.waiting.push({
      row: mine.row,
      importId: theirs.importId,
      claimedRow: theirs.row,
      batchSheet: theirs.batchSheet,
      sameness: samenessOf(mine, theirs),
      differs: differencesOf(mine, theirs, [mine.amount, theirs.amount]),
      leftOut: theirs.leftOut,
    });
    if (this.waiting.length >= 5_000) await this.write();
  }

  async end(): Promise<number> {
    await this.write();
    if (this.count === 0) return 0;
    if (this.kind === 'settled')
      await this.tx.query(
        `UPDATE repeated t SET main = false WHERE EXISTS (SELECT FROM repeated f WHERE f.row_number = t.row_number AND f.place < t.place)`,
      );
    else
      await this.tx.query(
        `UPDATE repeated t SET main = false WHERE t.settled AND EXISTS (SELECT FROM repeated f WHERE f.row_number = t.row_number AND NOT f.settled)`,
      );
    return this.count;
  }

  private async write(): Promise<void> {
    if (this.waiting.length === 0) return;
    this.count += this.waiting.length;
    await this.tx.query(
      `INSERT INTO repeated (row_number, import_id, claimed_row, batch_sheet, sameness, differs, left_out, settled)
       SELECT x.row, x."importId", x."claimedRow", x."batchSheet", x.sameness, x.differs, x."leftOut", $2
       FROM jsonb_to_recordset($1) AS x (row int, "importId" uuid, "claimedRow" int, "batchSheet" text, sameness text, differs jsonb, "leftOut" text)`,
      [JSON.stringify(this.waiting), this.kind === 'settled'],
    );
    this.waiting = [];
  }
}
