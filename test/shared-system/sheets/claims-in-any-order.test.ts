import { applyTransition } from '../../../activities/charge-import/transitions';
import { randomNumbers } from '../../../dev/tools/random';
import type { SheetDecision } from '../../../domain/people/decision';
import { Refusal } from '../../../domain/refusal';
import type { Transaction } from '../../../prisma/client/database';
import { lockImport } from '../../../prisma/repositories/imports/imports';
import { matchAgain } from '../../../prisma/repositories/imports/matching/matching';
import { actOnRows, type RowActionRequest } from '../../../prisma/repositories/imports/row-actions';
import { leftoversOfImport } from '../../../prisma/repositories/sheets/sheet-states';
import { findLockedSheet, type SheetHead } from '../../../prisma/repositories/sheets/sheets';
import { recount } from '../../../prisma/repositories/imports/totals';
import { importCase, openCase } from '../../setup/cases';
import { sharedSystem } from '../../setup/shared-system';
import type { System } from '../../setup/system';

let system: System;
let personId: string;
beforeAll(async () => {
  system = await sharedSystem();
  const [person] = await system.database.query<{ id: string }>('SELECT id FROM person LIMIT 1');
  personId = person?.id as string;
});
afterAll(() => system.stop());

const header = 'CallID,Code,Ext,Number,Date,Time,Duration,Charge';
type Action = RowActionRequest['action'];

/** Some files of calls that are much alike, at one Location, and what people do with their sheets, in any order. */
class Story {
  readonly log: string[] = [];
  private readonly imports: string[] = [];
  private readonly random: (below: number) => number;
  private locationId = '';
  private accountId = '';

  constructor(
    seed: number,
    private readonly twins: boolean,
  ) {
    this.random = randomNumbers(seed);
  }

  private pick<T>(some: readonly T[]): T {
    return some[this.random(some.length)] as T;
  }

  private line(): string {
    return [
      this.pick(['', '', '', 'R1']),
      this.pick(['A1', `NEW-${system.mark}`]),
      this.pick(['201', '201', '0201', '']),
      this.pick(['02079460001', '02079460001', '+442079460001', '4.42079E+11']),
      '05/06/2026',
      '09:01:00',
      this.pick(['62', '62', '62', '125']),
      this.pick(['0.15', '0.15', '0.15', '0.00', '']),
    ].join();
  }

  async open(files: number): Promise<void> {
    const place = await openCase(system, '46', { codes: ['A1'] });
    this.locationId = place.locationId;
    this.accountId = place.accounts['A1'] as string;
    for (let file = 0; file < files; file++) {
      const lines = Array.from({ length: 1 + this.random(3) }, () => this.line());
      const content = [header, ...(this.twins ? lines : new Set(lines))].join('\n');
      const { id, batchSheetId } = await importCase(system, place, content, { allowRepeat: 'again' });
      this.log.push(`${batchSheetId ? id : 'failed'}: ${lines.join(' ; ')}`);
      if (batchSheetId) this.imports.push(id);
    }
  }

  /** Something that somebody does with one of the sheets. */
  async step(): Promise<void> {
    const id = this.pick(this.imports);
    await system.database.transaction(async (tx) => {
      const sheet = (await findLockedSheet(tx, id)) as SheetHead;
      const doings = {
        draft: ['complete', 'complete', 'complete', 'complete', 'ignore', 'assign', 'release'],
        completed: ['reopen', 'reopen', 'nothing', 'nothing', this.pick(['cancel', 'nothing'])],
      } as Record<string, string[]>;
      const what = this.pick(doings[sheet.state] ?? ['nothing']);
      if (what === 'nothing') return;
      this.log.push(`${what} ${id}`);
      if (what === 'complete') await this.complete(tx, sheet);
      else if (what === 'reopen' || what === 'cancel') await this.decide(tx, sheet, { kind: what });
      else await this.act(tx, id, what as Action, await this.rowsFor(tx, id, what as Action));
    });
    await this.matchTwice();
  }

  /** As a person would: what is held is settled first, in one way or another. */
  private async complete(tx: Transaction, sheet: SheetHead): Promise<void> {
    const id = sheet.importId;
    const held = await tx.query<{ row: number }>(
      `SELECT row_number AS row FROM import_row WHERE import_id = $1 AND status = 'duplicate'
         AND (resolution IS NULL OR resolution NOT IN ('discarded', 'awaiting')) ORDER BY 1`,
      [id],
    );
    for (const { row } of held)
      await this.act(tx, id, this.pick(['release', 'release', 'release', 'discard', 'await']), [row]);
    await this.decide(tx, sheet, { kind: 'complete', acknowledge: await leftoversOfImport(tx, id) });
  }

  private async rowsFor(tx: Transaction, id: string, action: Action): Promise<number[]> {
    const fits =
      action === 'release'
        ? `status = 'duplicate' OR resolution = 'ignored'`
        : `status IN ('matched', 'unmatched')`;
    const rows = await tx.query<{ row: number }>(
      `SELECT row_number AS row FROM import_row WHERE import_id = $1 AND (${fits}) ORDER BY 1`,
      [id],
    );
    return rows.length === 0 ? [] : [this.pick(rows).row];
  }

  private async act(tx: Transaction, importId: string, action: Action, rows: number[]): Promise<void> {
    if (rows.length === 0) return;
    this.log.push(`  ${action} ${rows.join()}`);
    const accountId = action === 'assign' ? this.accountId : null;
    const request = {
      importId,
      action,
      rows,
      filter: null,
      accountId,
      because: 'x',
      personId,
      seenVersion: null,
    };
    await this.unlessRefused(tx, () => actOnRows(tx, request));
  }

  private decide(tx: Transaction, sheet: SheetHead, decision: SheetDecision) {
    return this.unlessRefused(tx, async () =>
      applyTransition(tx, { found: await lockImport(tx, sheet.importId), sheet, decision, personId }),
    );
  }

  private async unlessRefused(tx: Transaction, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.log.push(`  refused: ${error.problem}`);
    }
  }

  /** Drafts are matched again, as they are when codes or claims change: a second time, nothing is left to do. */
  private async matchTwice(): Promise<void> {
    for (const id of this.imports)
      await system.database.transaction(async (tx) => {
        const sheet = (await findLockedSheet(tx, id)) as SheetHead;
        if (sheet.state !== 'draft') return;
        const found = await lockImport(tx, id);
        if ((await matchAgain(tx, found)) > 0) await recount(tx, { importId: id, sheetId: sheet.id });
        expect(await matchAgain(tx, found)).toBe(0);
      });
  }

  /** What must hold, whatever was done. */
  async check(): Promise<void> {
    const wrong: Record<string, string> = {
      'a row with two claims': `SELECT import_id, row_number FROM call_claim WHERE location_id = $1
        GROUP BY 1, 2 HAVING count(*) > 1`,
      'a claim of a sheet that does not stand': `SELECT 1 FROM call_claim k JOIN batch_sheet s USING (import_id)
        WHERE k.location_id = $1 AND s.state <> 'completed'`,
      'a claim of a row that is held, or under another fingerprint': `SELECT 1 FROM call_claim k
        JOIN import_row r USING (import_id, row_number)
        WHERE k.location_id = $1 AND (r.status = 'duplicate' OR r.fingerprint <> k.fingerprint)`,
      'a charged row without a claim': `SELECT 1 FROM import_row r JOIN batch_sheet s USING (import_id)
        WHERE s.location_id = $1 AND s.state = 'completed' AND r.status = 'matched' AND r.sell <> 0
          AND NOT EXISTS (SELECT FROM call_claim k WHERE k.import_id = r.import_id AND k.row_number = r.row_number)`,
      'a claim that holds two rows of a draft': `SELECT r.import_id FROM import_row r
        JOIN batch_sheet s USING (import_id)
        WHERE s.location_id = $1 AND s.state = 'draft' AND r.status = 'duplicate'
        GROUP BY r.import_id, r.repeats ->> 'importId', r.repeats ->> 'row'
        HAVING count(*) > 1`,
      ...(this.twins
        ? {}
        : {
            'a call that is billed twice, which nobody has decided': `SELECT 1 FROM import_row a JOIN import_row b
              ON a.import_id < b.import_id
              AND a.started_at = b.started_at AND a.raw = b.raw JOIN batch_sheet s ON s.import_id = a.import_id
              JOIN batch_sheet t ON t.import_id = b.import_id
              WHERE s.location_id = $1 AND t.location_id = $1 AND s.state = 'completed' AND t.state = 'completed'
              AND a.status = 'matched'
                AND b.status = 'matched' AND a.sell <> 0 AND a.resolved_because IS NULL AND b.resolved_because IS NULL`,
          }),
    };
    for (const [what, sql] of Object.entries(wrong))
      if ((await system.database.query(sql, [this.locationId])).length > 0) throw new Error(what);
  }
}

it.each(Array.from({ length: 8 }, (_, seed) => [seed + 1, seed % 3 === 0 ? 'with' : 'without'] as const))(
  'keeps each call with one row, whatever is done with its sheets, in story %i (%s twins)',
  async (seed, twins) => {
    const story = new Story(Number(process.env['STORY'] ?? 0) + seed, twins === 'with');
    await story.open(4);
    try {
      for (let step = 0; step < 25; step++) {
        await story.step();
        await story.check();
      }
    } catch (error) {
      throw new Error(`${(error as Error).message}\n${story.log.join('\n')}`, { cause: error });
    }
  },
);
