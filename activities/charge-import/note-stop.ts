import { noteStop } from '../../prisma/repositories/imports/import-notes';
import type { Database } from '../../prisma/client/database';
import { finalFailures } from '../../workflows/charge-import/contract';
import { repeatedFailure, attemptsBeforeReport } from '../repeated-failure';

export interface Step {
  database: Database;
  importId: string;
  /** What is done, as people say it: "Reading the file". */
  doing: string;
  /** How often it has been tried, this time included. */
  attempt: number;
}

/** Runs a step of an import; where it cannot be done, everybody who looks at the import sees why it stands still. */
export async function notingStop<T>(
  { database, importId, ...step }: Step,
  run: () => Promise<T>,
  /** Whether it was this step's to do, by its result. */
  isDone: (result: T) => boolean = () => true,
): Promise<T> {
  let result: T;
  try {
    result = await run();
  } catch (error) {
    const why = whyItStops(error, step);
    if (why !== null) await noteStop(database, importId, why).catch(() => undefined); // told at the next try
    throw error;
  }
  if (isDone(result)) await noteStop(database, importId, null);
  return result;
}

function whyItStops(error: unknown, { doing, attempt }: Pick<Step, 'doing' | 'attempt'>): string | null {
  if (error instanceof Error && finalFailures.includes(error.name)) return error.message;
  return attempt < attemptsBeforeReport || isHeldUp(error) ? null : repeatedFailure(doing, attempt, error);
}

/** Somebody else has the import: a step that takes its time, which is no fault. */
const isHeldUp = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === '55P03';
