import type { Refusal } from '../../domain/refusal';
import { Prisma } from '../generated/client';

interface DatabaseError {
  code?: string;
  constraint?: string;
}

/** Name of the constraint that refused a write, or null when the error is another. */
export function constraintOf(error: unknown): string | null {
  const { code, constraint } = (error ?? {}) as DatabaseError;
  return typeof code === 'string' && code.startsWith('23') ? (constraint ?? null) : null;
}

/** Turns a unique key that refused a write into a refusal that its sender understands. */
export async function refuseTaken<T>(write: Promise<T>, refusal: () => Refusal): Promise<T> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') throw refusal();
    throw error;
  }
}
