import { pairCalls } from '../../../../domain/imports/pair-calls';
import { type Call } from '../../../../domain/imports/same-call';
import type { Transaction } from '../../../client/database';
import { call, claimed, isClaimed, isTaken, itsSheet, type KnownPair, knownPair } from './claimed-calls';
import { cursorRows } from '../../../client/cursor-rows';
import { findNearCalls } from './near-calls';
import { isBystander, isOpen as open } from '../open-rows';
import { hasRecordsToo, pairByRecord } from './repeated-by-record';
import { emptyRepeated, PairsKept } from './repeated-pairs';
import type { ImportPlace } from '../import-place';

/** A person has resolved the row against a claim. */
const isSettled = (row: string) =>
  `coalesce(${row}.repeats ->> 'settled' IS NOT NULL OR ${row}.repeats ? 'others', false)`;

/** A row of the import, or the row of another import that has a claim. */
interface Candidate extends Call {
  importId: string;
  row: number;
  mine: boolean;
  /** It charges nothing. */
  bystander: boolean;
  /** A person has resolved it against another claim that is still valid. */
  settled: boolean;
  amount: string | null;
  batchSheet: string | null;
  leftOut: string | null;
}
type ClaimedCall = Candidate & { batchSheet: string };

/**
 * Finds which open rows of an import are calls that other sheets of the Location have claimed, each through one claim,
 * and keeps the pairs for the rest of the transaction in the table `repeated`: the row, the claimed one and its sheet,
 * how similar they are and in what they differ, and why the sheet left the call out, if it did. Pairs that a person has
 * resolved stay, as long as the claim is valid. The import itself is not changed.
 * @returns how many there are.
 */
export async function findRepeatedCalls(tx: Transaction, place: ImportPlace): Promise<number> {
  await emptyRepeated(tx);
  await knowCallTimes(tx, place);
  const others = await importsOfTheTime(tx, place);
  const byRecord = await hasRecordsToo(tx, place);
  if (others.length === 0 && !byRecord) return 0;
  const settled = await keepSettled(tx, place);
  const near = others.length === 0 ? 0 : await findNearCalls(tx, place, others);
  const byStart = near === 0 ? 0 : await pairByStart(tx, place, { rows: near, others });
  return settled + byStart + (byRecord ? await pairByRecord(tx, place) : 0);
}

/** When the calls of an import took place, for one read by an older version. */
async function knowCallTimes(tx: Transaction, { id }: ImportPlace): Promise<void> {
  const ofRows = (which: string) => `(SELECT ${which}(started_at) FROM import_row WHERE import_id = $1)`;
  await tx.query(
    `UPDATE charge_import SET first_call = ${ofRows('min')}, last_call = ${ofRows('max')}
     WHERE id = $1 AND first_call IS NULL
       AND EXISTS (SELECT FROM import_row WHERE import_id = $1 AND started_at IS NOT NULL)`,
    [id],
  );
}

/** Other imports whose sheets have claims on calls of the same time: nothing else can have the same start. */
async function importsOfTheTime(tx: Transaction, { id, locationId }: ImportPlace): Promise<string[]> {
  const found = await tx.query<{ id: string }>(
    `SELECT o.id FROM charge_import i JOIN charge_import o ON o.location_id = $2 AND o.id <> i.id
       AND (o.first_call IS NULL OR (o.first_call <= i.last_call AND o.last_call >= i.first_call))
     WHERE i.id = $1 AND i.first_call IS NOT NULL AND EXISTS (SELECT FROM call_claim k WHERE k.import_id = o.id)`,
    [id, locationId],
  );
  return found.map((other) => other.id);
}

/**
 * Claims that people have resolved rows against are used up, and hold nothing else. The row may also repeat another
 * call.
 */
async function keepSettled(tx: Transaction, { id, locationId }: ImportPlace): Promise<number> {
  const pairs = new PairsKept(tx, 'settled');
  const rows = cursorRows<KnownPair>(
    tx,
    `SELECT ${knownPair} FROM import_row r CROSS JOIN LATERAL (
         SELECT a.against, a.at FROM jsonb_array_elements(
           CASE WHEN r.repeats ->> 'settled' IS NULL THEN '[]'
           ELSE jsonb_build_array(r.repeats) END || coalesce(r.repeats -> 'others', '[]'))
           WITH ORDINALITY a (against, at)) settled
       CROSS JOIN LATERAL (
         SELECT o.* FROM import_row o WHERE o.import_id = (settled.against ->> 'importId')::uuid
           AND o.row_number = (settled.against ->> 'row')::int AND ${isClaimed('o')} LIMIT 1) c ${itsSheet}
     WHERE r.import_id = $1 AND ${isSettled('r')} AND ${open('r')}
     ORDER BY r.row_number, settled.at`,
    [id, locationId],
    'row by row',
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

const fewRows = 100_000;

/**
 * A few are looked up individually; many, such as a whole file that is repeated, are joined. $3: the imports that they
 * belong to.
 */
const nearRows = {
  'row by row': `SELECT o.* FROM near_call n CROSS JOIN LATERAL (
      SELECT r.* FROM import_row r WHERE r.import_id = n.import_id AND r.row_number = n.row_number LIMIT 1) o
    WHERE o.import_id = $1 OR (o.import_id = ANY ($3) AND ${isClaimed('o')} AND NOT ${isTaken('o')})`,
  'set-wise': `SELECT o.* FROM near_call n JOIN import_row o ON o.import_id = n.import_id
    AND o.row_number = n.row_number
      LEFT JOIN call_claim k ON k.import_id = ANY ($3) AND k.location_id = $2 AND k.fingerprint = o.fingerprint
        AND k.import_id = o.import_id AND k.row_number = o.row_number
      LEFT JOIN repeated t ON t.import_id = o.import_id AND t.claimed_row = o.row_number
    WHERE o.import_id = ANY ($3) AND (o.import_id = $1 OR (k.import_id IS NOT NULL AND t.import_id IS NULL))`,
};

async function pairByStart(
  tx: Transaction,
  { id, locationId }: ImportPlace,
  near: { rows: number; others: string[] },
): Promise<number> {
  const pairs = new PairsKept(tx);
  const how = near.rows > fewRows ? 'set-wise' : 'row by row';
  const rows = cursorRows<Candidate>(
    tx,
    `SELECT c.import_id AS "importId", c.row_number AS row, c.import_id = $1 AS mine, ${isBystander('c')} AS bystander,
       c.import_id = $1 AND c.row_number IN (SELECT row_number FROM repeated WHERE settled) AS settled, ${call('c')},
       ${claimed}
     FROM (${nearRows[how]}) c ${itsSheet.replaceAll('JOIN', 'LEFT JOIN')}
     ORDER BY c.started_at, c.import_id, c.row_number`,
    [id, locationId, [id, ...near.others]],
    how,
  );
  for await (const moment of momentsOf(rows)) {
    for (const [mine, claim] of pairsOfMoment(moment)) await pairs.add(mine, claim as ClaimedCall);
  }
  return pairs.end();
}

/**
 * Unresolved rows come first. A row that a person has resolved is held again only by a call that is billed: what
 * another sheet also left out is no obstacle. The remaining claims stand for the calls of rows that charge nothing.
 */
function pairsOfMoment(moment: Candidate[]): [Candidate, Candidate][] {
  const mine = moment.filter((one) => one.mine);
  let claims = moment.filter((one) => !one.mine).sort(billedFirst);
  const found: [Candidate, Candidate][] = [];
  const pair = (rows: Candidate[], by: Candidate[]) => {
    const pairs = pairCalls(rows, by);
    for (const [row, claim] of pairs) found.push([rows[row] as Candidate, by[claim] as Candidate]);
    const used = new Set(pairs.map(([, claim]) => by[claim]));
    claims = claims.filter((claim) => !used.has(claim));
  };
  const ofKind = (rule: (row: Candidate) => boolean) => mine.filter(rule);
  pair(
    ofKind((row) => !row.settled && !row.bystander),
    claims,
  );
  pair(
    ofKind((row) => row.settled),
    claims.filter(isBilled),
  );
  pair(
    ofKind((row) => row.bystander),
    claims,
  );
  return found;
}

const isBilled = ({ leftOut }: Candidate): boolean => leftOut === null;

/** Of equal claims, the billed one holds a row: it must not be reported as never billed. */
const billedFirst = (one: Candidate, other: Candidate): number =>
  Number(one.leftOut !== null) - Number(other.leftOut !== null);

/** Those that begin at the same moment. */
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
