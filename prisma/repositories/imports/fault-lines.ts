import type { Database } from '../../client/database';
import { mergedPage, Parameters } from '../../client/page-sql';
import { pageWise } from '../../client/page-wise';

export const faultStatuses = ['invalid', 'unmatched', 'duplicate'] as const;
export type FaultStatus = (typeof faultStatuses)[number];

/** A row that is not charged until a person has done something about it. */
export interface FaultLine {
  rowNumber: number;
  line: number;
  raw: string;
  status: FaultStatus;
  reason: string | null;
  detail: string | null;
}

/** Few: a line may have 64 kB. */
const linesAtOnce = 200;

/** In file order, in constant memory. */
export async function* faultLines(
  database: Database,
  importId: string,
  statuses: readonly FaultStatus[],
): AsyncGenerator<FaultLine> {
  for (let after = 0; ;) {
    const { add, values } = new Parameters();
    const [ofImport, behind] = [`import_id = ${add(importId)}`, `row_number > ${add(after)}`];
    const rows = mergedPage(
      statuses.map((status) => ({
        select: 'SELECT row_number, line, raw, status, reason, detail FROM import_row',
        // The second condition as in the partial index.
        where: [ofImport, behind, `status = ${add(status)}`, `status <> 'matched'`],
      })),
      { order: 'row_number', limit: `${linesAtOnce}` },
    );
    const lines = await pageWise<FaultLine>(
      database,
      `SELECT row_number AS "rowNumber", line, raw, status, reason, detail FROM (${rows}) page ORDER BY row_number`,
      values,
    );
    yield* lines;
    const last = lines.at(-1);
    if (!last || lines.length < linesAtOnce) return;
    after = last.rowNumber;
  }
}
