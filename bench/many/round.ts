import path from 'node:path';
import { approveImport, completeImport, untilImport, uploadFile } from '../../dev/tools/drive/imports';
import type { OwnStack } from '../../dev/tools/drive/own-stack';
import { writeCallLog } from '../../dev/tools/make-call-log';
import { openDatabase } from '../../prisma/client/database';
import { newLocation } from '../new-location';
import { processorMsOfAll } from '../processor-time';

/** Seconds: of the clock, and of the processor by part. */
export interface Round {
  wall: number;
  postgres: number;
  /** Of all workers. */
  workers: number;
  api: number;
}

export interface RoundOptions {
  /** Also names the Location. */
  name: string;
  files: number;
  rows: number;
  together: boolean;
  workers: string[];
}

/**
 * Imports files as people do, from upload to posted, all of them at one new Location: what they claim is then in one
 * part of the index, and each is compared with the calls of the others, which are of the same month.
 */
export async function measureRound(stack: OwnStack, options: RoundOptions): Promise<Round> {
  const files = await writeFiles(stack, options);
  await tidy(stack);
  const parts = { postgres: ['PostgreSQL'], workers: options.workers, api: ['api'] };
  const used = () =>
    Object.entries(parts).map(([part, names]) => {
      const ms = names.reduce((sum, name) => sum + processorMsOfAll(stack.pidOf(name)), 0);
      return [part, ms] as const;
    });
  const before = new Map(used());
  const begun = performance.now();
  const importOne = (file: string) => importToPosted(stack, options.name, file);
  if (options.together) await Promise.all(files.map(importOne));
  else for (const file of files) await importOne(file);
  const wall = (performance.now() - begun) / 1_000;
  const during = used().map(([part, ms]) => [part, (ms - (before.get(part) ?? NaN)) / 1_000]);
  return { wall, ...Object.fromEntries(during) } as Round;
}

async function writeFiles(stack: OwnStack, { name, files, rows }: RoundOptions): Promise<string[]> {
  const codes = await newLocation(stack, name);
  const paths = Array.from({ length: files }, (_, at) => path.join(stack.folder, `${name}-${at}.csv`));
  // At other seconds, or one call in seventy would be held as the same as one of another file.
  for (const [at, file] of paths.entries())
    await writeCallLog(file, { rows, seed: at + 1, codes, laterBySeconds: at });
  return paths;
}

/** What the round before has left to autovacuum would otherwise count in this one. */
async function tidy({ info }: OwnStack): Promise<void> {
  const database = openDatabase(info.database);
  await database.query('VACUUM (ANALYZE)').finally(() => database.close());
}

async function importToPosted({ as }: OwnStack, location: string, file: string): Promise<void> {
  const id = await uploadFile(as.ops, file, { location });
  const reviewed = await untilImport(as.ops, id, 'in-review');
  await completeImport(as.ops, reviewed);
  await approveImport(as.approver, reviewed);
  await untilImport(as.ops, id, 'posted');
}
