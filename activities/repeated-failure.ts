import { FileStoreError } from '../connectors/file-store/file-store-error';
import { constraintOf } from '../prisma/client/constraint';

/** Attempts after which a fault is reported although it may be temporary: about half a minute. */
export const attemptsBeforeReport = 6;

/** Message for work that fails repeatedly. @param doing Such as "Reading the file". */
export const repeatedFailure = (doing: string, attempt: number, error: unknown): string =>
  `${doing} has failed ${attempt} times${reasonOf(error)}. It is retried automatically; see the worker’s log.`;

const reasonOf = (error: unknown): string =>
  error instanceof FileStoreError
    ? `: the file store does not answer as it should (${error.code ?? error.fault})`
    : `, last with ${nameOf(error)}`;

/** Without the error's message: it could contain the file's text, or what people typed. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'an unknown fault';
  const { code } = error as { code?: unknown };
  const constraint = constraintOf(error);
  return [error.name, typeof code === 'string' ? code : '', constraint ?? ''].filter(Boolean).join(' ');
}
