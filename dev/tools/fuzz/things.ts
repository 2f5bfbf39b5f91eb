import path from 'node:path';
import type { OwnStack } from '../drive/own-stack';
import { completeImport, untilImport, uploadFile } from '../drive/imports';

/** Ids of what there is, by the part of the path that comes before them. */
export type Things = Record<string, string[]>;

const idsOf = (items: { id: string }[]): string[] => items.map(({ id }) => id);

/** Imports in review and completed, sends in several states, and all else that a seeded stack has. */
export async function makeThings({ as: { ops, admin } }: OwnStack, root: string): Promise<Things> {
  const sample = (name: string) => path.join(root, 'dev/samples', name);
  const draft = await uploadFile(ops, sample('call-logger-quirks.csv'));
  const other = await uploadFile(ops, sample('call-logger-london-2026-05.csv'));
  await untilImport(ops, draft, 'in-review');
  await completeImport(ops, await untilImport(ops, other, 'in-review'));
  const imports = [draft, other];
  const sheets = await Promise.all(imports.map((id) => ops.get(`/v1/charge-imports/${id}`)));
  return {
    locations: idsOf(await admin.list('/v1/locations')),
    accounts: idsOf(await admin.list('/v1/accounts')),
    'charge-imports': imports,
    'batch-sheets': sheets.flatMap(({ batchSheetId }) => batchSheetId ?? []),
  };
}
