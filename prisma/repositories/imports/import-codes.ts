import type { Database } from '../../client/database';

/** Unmatched rows of an import with the same code and the same reason. */
export interface CodeProblem {
  /** Its position in the list, from 1: those with the most rows first. */
  place: number;
  /** As the file has it; null where rows have none. */
  code: string | null;
  codeKey: string | null;
  reason: string;
  rows: number;
  /** The sell amount, or the buy amount where the Import Type has no sell amount: at the file's own precision. */
  amount: string;
  /** Local days of the first and the last call, yyyy-mm-dd. */
  firstDay: string | null;
  lastDay: string | null;
  /** The code or the Accounts ID of the Location that it can be mistaken for. */
  looksLike: string | null;
}

const longestCode = 1_000;

/** They are counted whenever the rows are recounted, so a page costs what is on it, however many rows there are. */
export const listCodeProblems = (
  database: Database,
  { importId, after, limit }: { importId: string; after: number; limit: number },
): Promise<CodeProblem[]> =>
  database.query<CodeProblem>(
    `SELECT c.place, left(c.code, ${longestCode}) AS code, c.code_key AS "codeKey", c.reason, c.rows,
       CASE WHEN t.definition -> 'columns' ? 'sellAmount' THEN c.sell ELSE c.buy END::text AS amount,
       c.first_day AS "firstDay", c.last_day AS "lastDay", c.looks_like AS "looksLike"
     FROM import_code c JOIN charge_import i ON i.id = c.import_id JOIN import_type t ON t.id = i.import_type_id
     WHERE c.import_id = $1 AND c.place > $2 ORDER BY c.place LIMIT $3`,
    [importId, after, limit],
  );
