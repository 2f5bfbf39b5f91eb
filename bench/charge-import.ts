import { openAsBlob } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { chargeImportId } from '../workflows/charge-import/contract';
import { watchMemory } from './peak-memory';
import type { BenchStack } from './stack';

export interface ImportTimes {
  /** Milliseconds from the beginning of the upload until the sheet is ready for review. */
  toReview: number;
  /** Milliseconds of each phase. */
  phases: { upload: number; read: number; match: number; complete: number; post: number };
  workerMiB: number;
  historyEvents: number;
}

interface Import {
  id: string;
  status: string;
  batchSheetId: string;
  rows: Record<string, number>;
}

const lookEveryMs = 200;

/** Imports a file as people do, through both ticks to posted. People's waiting is not counted. */
export async function measureImport(stack: BenchStack, file: string, rows: number): Promise<ImportTimes> {
  const { ops, approver } = stack.as;
  const memory = watchMemory(stack.worker);
  const form = new FormData();
  const fields = {
    location: 'London Bridge',
    importType: 'essensys call logger v2',
    productGroup: 'Telephone Charges',
    product: 'Call Charges',
    batchDate: '2026-06-01',
    referenceDate: '2026-05-31',
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', await openAsBlob(file), 'calls.csv');

  const begun = performance.now();
  const since = (from: number) => performance.now() - from;
  const { id } = await ops.post<Import>('/v1/charge-imports', form);
  const upload = since(begun);
  const until = async (...statuses: string[]): Promise<Import> => {
    for (;;) {
      const found = await ops.get<Import>(`/v1/charge-imports/${id}`);
      if (statuses.includes(found.status)) return found;
      if (found.status === 'failed') throw new Error(`the import failed: ${JSON.stringify(found)}`);
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
    }
  };
  await until('matching', 'in-review');
  const read = since(begun) - upload;
  const reviewed = await until('in-review');
  const toReview = since(begun);
  if (reviewed.rows.file !== rows) throw new Error(`${reviewed.rows.file} rows of ${rows} were read`);

  const sheet = `/v1/batch-sheets/${reviewed.batchSheetId}`;
  const { notBilled } = await ops.get<{ notBilled: unknown }>(sheet);
  const completing = performance.now();
  await ops.post(`${sheet}/complete`, { acknowledge: notBilled });
  await until('completed');
  const complete = since(completing);
  const { digest } = await approver.get<{ digest: string }>(sheet);
  const posting = performance.now();
  await approver.post(`${sheet}/approve`, { digest });
  await until('posted');
  const post = since(posting);
  return {
    toReview,
    phases: { upload, read, match: toReview - upload - read, complete, post },
    workerMiB: memory(),
    historyEvents: await historyEvents(stack, id),
  };
}

async function historyEvents({ info }: BenchStack, importId: string): Promise<number> {
  const connection = await Connection.connect({ address: info.temporal });
  try {
    const { historyLength } = await new Client({ connection }).workflow
      .getHandle(chargeImportId(importId))
      .describe();
    return historyLength;
  } finally {
    await connection.close();
  }
}
