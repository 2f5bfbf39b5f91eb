import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

export interface Fuzzing {
  program: string;
  configFile: string;
  /** Where the API is. */
  api: string;
  key: string;
  seconds: number;
  seed: string;
  signal: AbortSignal;
}

export interface Fuzzed {
  cases: number;
  /** Zero if every answer was as the contract says. */
  code: number | null;
  output: string;
}

/** Requests made from the contract, and against it, as one person. */
export async function fuzz({
  program,
  configFile,
  api,
  key,
  seconds,
  seed,
  signal,
}: Fuzzing): Promise<Fuzzed> {
  const args = [
    ...['--config-file', configFile, '--no-color', 'run', `${api}/openapi.json`],
    // A stream has no end: it would be waited for.
    ...['--exclude-path', '/v1/events'],
    ...['--checks', 'all', '--phases', 'examples,coverage,fuzzing,stateful'],
    ...['--max-time', String(seconds), '--seed', seed],
    ...['--continue-on-failure', '--request-timeout', '20', '--warnings', 'off'],
  ];
  const child = spawn(program, args, {
    // It keeps crash files in its working directory.
    cwd: path.dirname(configFile),
    env: { ...process.env, FUZZ_KEY: key },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => void (output += text));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output, cases: Number(/(\d+) generated/.exec(output)?.[1] ?? 0) };
}
