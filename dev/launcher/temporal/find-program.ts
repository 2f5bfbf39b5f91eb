import { faultOf } from './try-program';

/** A way to get Temporal's program. */
export interface Way {
  /** What a person would call it, for example "`temporal` on PATH". */
  name: string;
  /** The program; throws an Error that says why this way has none. */
  find(): Promise<string>;
}

/**
 * Tries the ways in order and takes the first program that runs; reports programs that exist but do not work.
 * @throws Error that lists all ways and the result of each.
 */
export async function findTemporalProgram(
  ways: Way[],
  signal?: AbortSignal,
  log: (line: string) => void = () => undefined,
): Promise<string> {
  const said: string[] = [];
  for (const way of ways) {
    try {
      const program = await way.find();
      const fault = await faultOf(program);
      if (!fault) return program;
      said.push(`${way.name}: ${fault}`);
      if (!/does not exist$/.test(fault)) log(`Temporal: ${said.at(-1)}; looking further`);
    } catch (error) {
      signal?.throwIfAborted();
      said.push(`${way.name}: ${(error as Error).message}`);
    }
  }
  const list = said.map((line, index) => `  ${index + 1}. ${line}`).join('\n');
  throw new Error(`Temporal's program was not found. Any one of these ways will do:\n${list}`);
}
