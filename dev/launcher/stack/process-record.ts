import { rmSync } from 'node:fs';
import os from 'node:os';
import { z } from 'zod';
import { commandOf } from '../processes/command-of';
import { type Ending, endProcess, GRACEFUL } from '../processes/end-process';
import { type StartedProcess } from '../processes/part';
import { readJson, writePrivateJson } from './private-file';

/** With its command as `ps` shows it: another process may get the same pid later. */
const recordedProcess = z.object({
  name: z.string(),
  pid: z.int().positive(),
  command: z.string(),
  ending: z.object({
    signal: z.custom<NodeJS.Signals>((name) => typeof name === 'string' && name in os.constants.signals),
    withinMs: z.number(),
  }),
});
type RecordedProcess = z.infer<typeof recordedProcess>;

const processRecord = z.object({ parent: recordedProcess, children: z.array(recordedProcess) });
type ProcessRecord = z.infer<typeof processRecord>;

/** Records which processes a run started, so that the next one can end leftovers. */
export class ProcessRecorder {
  private constructor(
    private readonly file: string,
    private readonly record: ProcessRecord,
  ) {}

  static async begin(file: string): Promise<ProcessRecorder> {
    const recorder = new ProcessRecorder(file, {
      parent: await describe('parent', process.pid, GRACEFUL),
      children: [],
    });
    recorder.write();
    return recorder;
  }

  /** Immediately; its command according to `ps` is added when it is known. */
  readonly add = (child: StartedProcess): void => {
    this.record.children.push(child);
    this.write();
    void commandOf(child.pid).then((command) => {
      if (command === undefined || command === child.command || !this.record.children.includes(child)) return;
      child.command = command;
      this.write();
    });
  };

  remove(pid: number): void {
    this.record.children = this.record.children.filter((child) => child.pid !== pid);
    this.write();
  }

  /** The run has ended and left nothing. */
  end(): void {
    rmSync(this.file, { force: true });
  }

  private write(): void {
    writePrivateJson(this.file, this.record);
  }
}

async function describe(name: string, pid: number, ending: Ending): Promise<RecordedProcess> {
  return { name, pid, command: (await commandOf(pid)) ?? '', ending };
}

/** The pid of the process that runs the recorded stack; undefined if it is gone. */
export async function findParent(file: string): Promise<number | undefined> {
  const parent = readJson(file, processRecord)?.parent;
  return parent && (await isStill(parent)) ? parent.pid : undefined;
}

/**
 * Ends the recorded children that are still alive. A process that only has the same pid is left alone.
 * @returns the names of those that were ended.
 */
export async function endLeftovers(file: string): Promise<string[]> {
  const children = readJson(file, processRecord)?.children ?? [];
  const ended = await Promise.all(
    children.map(async (child) => {
      if (!(await isStill(child))) return undefined;
      await endProcess(child.pid, child.ending);
      return child.name;
    }),
  );
  return ended.filter((name) => name !== undefined);
}

async function isStill({ pid, command }: RecordedProcess): Promise<boolean> {
  return command !== '' && pid !== process.pid && (await commandOf(pid)) === command;
}
