import { type Part, type PartEnd } from '../processes/part';
import { PartDied } from '../processes/until-ready';
import { type ProcessRecorder } from './process-record';

/** The processes of one run, in the order in which they were started. */
export class Parts {
  private readonly parts: Part[] = [];
  private tellDeath!: (end: PartEnd) => void;
  /** Resolves when one ends unexpectedly. */
  readonly died = new Promise<PartEnd>((resolve) => (this.tellDeath = resolve));

  constructor(private readonly recorder: ProcessRecorder) {}

  /** For `startPart`: records a process as soon as it exists. */
  get record() {
    return this.recorder.add;
  }

  /** Manages a part from now on. */
  add(part: Part): Part {
    this.parts.push(part);
    void part.ended.then((end) => {
      this.parts.splice(this.parts.indexOf(part), 1);
      this.recorder.remove(part.pid);
      if (!part.isStopping()) this.tellDeath(end);
    });
    return part;
  }

  /** Runs `step`, unless a part dies meanwhile, which is then told instead. */
  whileAlive<T>(step: Promise<T>): Promise<T> {
    const death = this.died.then((end) => Promise.reject(new PartDied(end)));
    return Promise.race([step, death]);
  }

  /** Stops all, in the order given by name; those at the same position together. */
  async stop(order: string[][]): Promise<void> {
    for (const names of order) await Promise.all(this.named(names).map((part) => part.stop()));
    await Promise.all(this.parts.slice().map((part) => part.stop()));
  }

  kill(): void {
    for (const part of this.parts.slice()) part.kill();
  }

  /** Like a crash: kill -9, but expected. Resolves when the process is gone. */
  async crash(name: string): Promise<void> {
    const parts = this.running(name);
    for (const part of parts) part.kill('SIGKILL');
    await Promise.all(parts.map(({ ended }) => ended));
  }

  /** Pauses a part; whatever ends it continues it first. */
  pause(name: string): void {
    for (const part of this.running(name)) part.pause();
  }

  resume(name: string): void {
    for (const part of this.named([name])) part.resume();
  }

  private running(name: string): Part[] {
    const parts = this.named([name]);
    if (parts.length === 0) throw new Error(`no ${name} runs`);
    return parts;
  }

  named(names: string[]): Part[] {
    return this.parts.filter((part) => names.includes(part.name));
  }
}
