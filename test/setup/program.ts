import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { projectRoot } from '../../config/project-root';
import { surroundings } from './surroundings';
import { until } from './until';

export interface ProgramEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** One of our programs, run from the compiled code as its users run it. */
export interface Program {
  pid: number;
  ended: Promise<ProgramEnd>;
  /** All that it wrote so far, to stdout and stderr. */
  output(): string;
  /** What it logged of one event, as JSON. */
  logged(event: string): Record<string, unknown>[];
  /** @throws Error with the output when it has not written this in time, or ended first. */
  untilWritten(text: string | RegExp, withinMs?: number): Promise<string>;
  signal(signal: NodeJS.Signals): void;
}

const running = new Set<ChildProcess>();

/** Whatever a test that failed left. */
export function killPrograms(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** @param main Compiled entry point, below dist/. */
export function startProgram(main: string, env: NodeJS.ProcessEnv, args: string[] = []): Program {
  const root = projectRoot();
  const child = spawn(process.execPath, ['--enable-source-maps', path.join(root, 'dist', main), ...args], {
    cwd: root,
    env: { ...surroundings(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => void (output += text));
  running.add(child);
  let end: ProgramEnd | undefined;
  const ended = new Promise<ProgramEnd>((resolve) =>
    child.once('close', (code, signal) => {
      running.delete(child);
      end = { code, signal };
      resolve(end);
    }),
  );
  return {
    pid: child.pid as number,
    ended,
    output: () => output,
    logged: (event) =>
      output
        .split('\n')
        .filter((line) => line.startsWith('{') && line.endsWith('}') && line.includes(`"msg":"${event}"`))
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    async untilWritten(text, withinMs = 30_000) {
      const fits = () => (typeof text === 'string' ? output.includes(text) : text.test(output));
      const look = () => Promise.resolve({ fits: fits(), end });
      const found = await until(look, (now) => now.fits || now.end !== undefined, withinMs);
      if (!found.fits) throw new Error(`${main} ended without writing ${String(text)}:\n${output}`);
      return output;
    },
    signal: (signal) => void child.kill(signal),
  };
}
