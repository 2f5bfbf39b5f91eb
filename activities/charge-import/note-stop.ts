import { noteStop } from '../../prisma/repositories/imports/import-notes';
import type { Database } from '../../prisma/client/database';
import { finalFailures } from '../../workflows/charge-import/contract';
import { repeatedFailure, attemptsBeforeReport } from '../repeated-failure';

export interface Step {
  database: Database;
  importId: string;
  /** What the step does, in words for people: "Reading the file". */
  doing: string;
  /** Number of this attempt, from 1. */
  attempt: number;
}

/** Runs a step of an import; if it fails, everybody who looks at the import sees why it has stopped. */
export async function notingStop<T>(
  { database, importId, ...step }: Step,
  run: () => Promise<T>,
  /** Derived from the result: whether this step did the work. */
  isDone: (result: T) => boolean = () => true,
): Promise<T> {
  let result: T;
  try {
    result = await run();
  } catch (error) {
    const why = whyItStops(error, step);
    if (why !== null) await noteStop(database, importId, why).catch(() => undefined); // the next attempt reports it
    throw error;
  }
  if (isDone(result)) await noteStop(database, importId, null);
  return result;
}

function whyItStops(error: unknown, { doing, attempt }: Pick<Step, 'doing' | 'attempt'>): string | null {
  if (error instanceof Error && finalFailures.includes(error.name)) return error.message;
  return attempt < attemptsBeforeReport || isHeldUp(error) ? null : repeatedFailure(doing, attempt, error);
}

/** Another step is working on the import: it takes time, but that is no fault. */
const isHeldUp = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === '55P03';
