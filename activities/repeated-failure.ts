import { constraintOf } from '../prisma/client/constraint';

/** Tries after which a fault is told, though it may pass by itself: about half a minute. */
export const attemptsBeforeReport = 6;

/** What is told of work that fails again and again. @param doing Such as "Reading the file". */
export const repeatedFailure = (doing: string, attempt: number, error: unknown): string =>
  `${doing} has failed ${attempt} times, last with ${nameOf(error)}. It is tried again by itself; the ` +
  'worker’s log says more.';

/** Without the message: it could hold what stands in the file, or what people typed. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'an unknown fault';
  const { code } = error as { code?: unknown };
  const constraint = constraintOf(error);
  return [error.name, typeof code === 'string' ? code : '', constraint ?? ''].filter(Boolean).join(' ');
}
