import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Faketime } from '../clock/find-faketime';
import { removeSharedMemory, type ShiftableClock, shiftableClock } from '../clock/shiftable-clock';
import { targets } from './fault-plan';

/** When a clock was set, and how far from the machine's; in order. */
export interface ClockStep {
  /** Milliseconds since 1970, by the machine's clock. */
  at: number;
  seconds: number;
}

/** A clock for each part that can have one. */
export class Clocks {
  private readonly folder = mkdtempSync(path.join(os.tmpdir(), 'operate-connect-clocks-'));
  private readonly clocks = new Map<string, ShiftableClock>();
  private readonly steps = new Map<string, ClockStep[]>();

  constructor({ threads, oneThread }: Faketime) {
    chmodSync(this.folder, 0o755); // PostgreSQL's own user must get in
    for (const part of targets.clock) {
      const library = part === 'PostgreSQL' ? oneThread : threads;
      this.clocks.set(part, shiftableClock(library, path.join(this.folder, part)));
    }
  }

  envOf(part: string): NodeJS.ProcessEnv {
    return this.clocks.get(part)?.env ?? {};
  }

  shift(part: string, seconds: number): void {
    this.clocks.get(part)?.shift(seconds);
    this.steps.set(part, [...this.stepsOf(part), { at: Date.now(), seconds }]);
  }

  stepsOf(part: string): ClockStep[] {
    return this.steps.get(part) ?? [];
  }

  /** Once the parts are gone. */
  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
    removeSharedMemory();
  }
}
