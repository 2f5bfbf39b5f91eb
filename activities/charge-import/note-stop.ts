import { constraintOf } from '../../prisma/repositories/constraint';
import { noteStop } from '../../prisma/repositories/import-notes';
import type { Database } from '../../prisma/database';
import { finalFailures } from '../../workflows/charge-import/contract';

/** Tries after which a fault is told, though it may pass by itself: about half a minute. */
const patientTries = 6;

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
): Promise<T> {
  let result: T;
  try {
    result = await run();
  } catch (error) {
    const why = whyItStops(error, step);
    if (why !== null) await noteStop(database, importId, why).catch(() => undefined); // told at the next try
    throw error;
  }
  await noteStop(database, importId, null);
  return result;
}

function whyItStops(error: unknown, { doing, attempt }: Pick<Step, 'doing' | 'attempt'>): string | null {
  if (error instanceof Error && finalFailures.includes(error.name)) return error.message;
  if (attempt < patientTries) return null;
  return `${doing} has failed ${attempt} times, last with ${nameOf(error)}. It is tried again by itself; the worker’s log says more.`;
}

/** Without the message: it could hold what stands in the file. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'an unknown fault';
  const { code } = error as { code?: unknown };
  const constraint = constraintOf(error);
  return [error.name, typeof code === 'string' ? code : '', constraint ?? ''].filter(Boolean).join(' ');
}
