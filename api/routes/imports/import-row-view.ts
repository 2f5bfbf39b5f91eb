import { z } from 'zod';
import { actionsOnRow, rowActions } from '../../../domain/imports/row-actions';
import { rowStatuses } from '../../../domain/imports/totals';
import type { ImportInBrief } from '../../../prisma/repositories/imports/import-in-brief';
import type { ListedRow } from '../../../prisma/repositories/imports/row-list';
import { id, instant, possibleActions } from '../../http/answer-fields';
import type { Caller } from '../../http/caller';
import { placeOfCode } from './foreign-names';

const call = {
  extension: z.string().nullable(),
  number: z.string().nullable(),
  durationSeconds: z.number().nullable(),
  buy: z.string().nullable(),
  sell: z.string().nullable(),
};
const place = { rowNumber: z.int().positive(), line: z.int().positive() };

const repeatedCallSchema = z
  .object({
    batchSheet: z.string().meta({ examples: ['BS-2026-0006'] }),
    importId: id,
    ...place,
    startedAt: instant.nullable(),
    ...call,
    sameness: z.enum(['exact', 'changed']),
    differs: z.array(z.string()),
    billed: z.boolean().meta({ description: 'False where that sheet left the call out.' }),
    leftOut: z.string().nullable().meta({ description: 'Why that sheet left it out.' }),
    settled: z.string().nullable().meta({
      description: '`new`: treated as a separate call; `taken-over`: billed by this sheet instead.',
    }),
  })
  .meta({ id: 'RepeatedCall', description: 'A row of another import whose sheet has claimed the call.' });

export const importRowSchema = z
  .object({
    ...place,
    raw: z.string(),
    status: z.enum(rowStatuses),
    reason: z
      .string()
      .nullable()
      .meta({ examples: ['unknown code'] }),
    detail: z.string().nullable(),
    accountCode: z
      .string()
      .nullable()
      .meta({ examples: ['ACC-1006'] }),
    accountId: id.nullable(),
    destination: z.string().nullable(),
    startedAt: instant.nullable(),
    ...call,
    ordinal: z.int(),
    resolution: z.string().nullable(),
    repeats: repeatedCallSchema.nullable(),
    flags: z.array(z.enum(['credit', 'ambiguous time', 'sell below buy', 'twin'])),
    ...possibleActions(rowActions),
  })
  .meta({ id: 'ImportRow' });

type ImportRow = z.infer<typeof importRowSchema>;

/** @param found The import of the row. */
export const importRowView = (row: ListedRow, found: ImportInBrief, caller: Caller): ImportRow => ({
  rowNumber: row.rowNumber,
  line: row.line,
  raw: row.raw,
  status: row.status,
  reason: row.reason,
  detail: row.reason === 'code of another location' ? placeOfCode(caller, row.detail) : row.detail,
  accountCode: row.accountCode,
  accountId: row.accountId,
  extension: row.extension,
  number: row.number,
  destination: row.destination,
  startedAt: row.startedAt?.toISOString() ?? null,
  durationSeconds: row.durationSeconds,
  buy: row.buy,
  sell: row.sell,
  ordinal: row.ordinal,
  resolution: row.resolution,
  repeats: row.repeats,
  flags: row.flags as ImportRow['flags'],
  ...caller.ask((person) => actionsOnRow(row, found, person)),
});
