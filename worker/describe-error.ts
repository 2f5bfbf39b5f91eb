import { isNativeError } from 'node:util/types';

export type Log = (message: string, details: Record<string, unknown>) => void;

/** An error and its causes: enough to find the fault, and nothing that people typed. */
export type ErrorDescription = {
  error: string;
  /** The error code of the system or of a library, or SQLSTATE. */
  code?: string | number;
  /** From the database. */
  constraint?: string;
  /** From a failure that Temporal carries. */
  type?: string;
  /** Where it left our code, or a package if no frame of ours is in the stack. */
  at?: string;
  cause?: ErrorDescription;
};

const maxCauses = 3;
const ours =
  /(?:api|worker|activities|config|connectors|readers|prisma|domain|workflows)\/[\w./-]+\.[jt]s:\d+/;
const ofPackage = /node_modules\/((?:@[\w.-]+\/)?[\w.-]+\/[\w./-]+\.[cm]?js:\d+)/;

/** Describes an error for the log, without its message, which could contain what people typed. */
export function describeError(error: unknown, causes = maxCauses): ErrorDescription {
  if (!isNativeError(error)) return { error: typeof error };
  const { code, constraint, type } = error as { code?: unknown; constraint?: unknown; type?: unknown };
  return {
    error: word(error.name) ?? 'Error',
    code: typeof code === 'number' ? code : word(code),
    constraint: word(constraint),
    type: word(type),
    at: placeOf(error),
    cause: causes > 0 && error.cause !== undefined ? describeError(error.cause, causes - 1) : undefined,
  };
}

/** Names and codes are single words: text in their place could be anything. */
const word = (text: unknown): string | undefined =>
  typeof text === 'string' && /^[\w.:/-]{1,100}$/.test(text) ? text : undefined;

function placeOf({ stack = '', message }: Error): string | undefined {
  // A message comes before the frames, and could look like them.
  const frames = stack
    .slice(stack.indexOf(message) + message.length)
    .split('\n')
    .filter((line) => /^\s+at /.test(line));
  const own = frames.find((frame) => ours.test(frame) && !frame.includes('node_modules/'));
  return (own && ours.exec(own)?.[0]) ?? frames.map((frame) => ofPackage.exec(frame)?.[1]).find(Boolean);
}
