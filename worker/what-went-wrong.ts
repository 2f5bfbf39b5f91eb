export type Log = (message: string, details: Record<string, unknown>) => void;

/** Name and code of an error for the log, without its message: that could carry what people typed. */
export function whatWentWrong(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  return { error: error.name, code: (error as { code?: unknown }).code };
}
