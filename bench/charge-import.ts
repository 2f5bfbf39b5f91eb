import { Client, Connection } from '@temporalio/client';
import { chargeImportId } from '../workflows/charge-import/contract';
import { watchMemory } from './peak-memory';
import { approveImport, completeImport, untilImport } from '../dev/tools/drive/imports';
import { uploadAsStream } from './upload-as-stream';
import type { OwnStack } from '../dev/tools/drive/own-stack';

export interface ImportTimes {
  /** Milliseconds from the start of the upload until the sheet is ready for review. */
  toReview: number;
  /** Milliseconds of each phase. */
  phases: { upload: number; read: number; match: number; complete: number; post: number };
  workerMiB: number;
  historyEvents: number;
}

/** Imports a file as people do, through both ticks to posted. Human waiting time is not counted. */
export async function measureImport(
  stack: OwnStack,
  file: string,
  rows: number,
  fields?: Record<string, string>,
): Promise<ImportTimes> {
  const { ops, approver } = stack.as;
  const memory = watchMemory(stack.pidOf('worker'));
  const begun = performance.now();
  const since = (from: number) => performance.now() - from;
  const id = await uploadAsStream(stack, file, fields);
  const upload = since(begun);
  await untilImport(ops, id, 'matching', 'in-review');
  const read = since(begun) - upload;
  const reviewed = await untilImport(ops, id, 'in-review');
  const toReview = since(begun);
  if (reviewed.rows.file !== rows) throw new Error(`${reviewed.rows.file} rows of ${rows} were read`);

  const completing = performance.now();
  await completeImport(ops, reviewed);
  const complete = since(completing);
  const posting = performance.now();
  await approveImport(approver, reviewed);
  await untilImport(ops, id, 'posted');
  const post = since(posting);
  return {
    toReview,
    phases: { upload, read, match: toReview - upload - read, complete, post },
    workerMiB: memory(),
    historyEvents: await historyEvents(stack, id),
  };
}

async function historyEvents({ info }: OwnStack, importId: string): Promise<number> {
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
