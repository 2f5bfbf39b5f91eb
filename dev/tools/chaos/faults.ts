import { setTimeout as sleep } from 'node:timers/promises';
import { type OwnStack } from '../drive/own-stack';
import { type Clocks } from './clocks';
import { type FaultKind, type PlannedFault } from './fault-plan';
import { type Network } from './network';

/** A fault that was injected. */
export interface Fault {
  kind: FaultKind;
  target: string;
  /** Milliseconds since 1970. */
  at: number;
}

export interface FaultPlaces {
  stack: Pick<OwnStack, 'crash' | 'startAgain' | 'pause' | 'resume'>;
  network: Network;
  clocks: Clocks | undefined;
  signal: AbortSignal;
}

/** How long a lasting fault is alone before the next one may come. */
const aloneMs = 4_000;

/** Injects planned faults into a stack, and undoes each when its time is over. */
export class Faults {
  /** Silences and clock shifts, which last while others come: by kind and target, the functions that undo them. */
  private readonly lasting = new Map<string, () => void>();

  constructor(private readonly places: FaultPlaces) {}

  /** Resolves when the next one may come. */
  async inflict(planned: PlannedFault): Promise<Fault> {
    const { kind, target, lasts } = planned;
    const at = Date.now();
    await this[kind](planned);
    if (this.lasting.has(nameOf(planned)))
      await sleep(Math.min(lasts, aloneMs), undefined, { signal: this.places.signal });
    return { kind, target, at };
  }

  /** Undoes all that are still active. */
  undo(): void {
    for (const undo of [...this.lasting.values()]) undo();
  }

  /** Resolves when all have ended. */
  async over(): Promise<void> {
    while (this.lasting.size > 0) await sleep(100, undefined, { signal: this.places.signal });
  }

  private async kill({ target, lasts }: PlannedFault): Promise<void> {
    const { stack, signal } = this.places;
    await stack.crash(target);
    await sleep(lasts, undefined, { signal });
    await stack.startAgain(target);
  }

  private async pause({ target, lasts }: PlannedFault): Promise<void> {
    const { stack, signal } = this.places;
    stack.pause(target);
    try {
      await sleep(lasts, undefined, { signal });
    } finally {
      stack.resume(target);
    }
  }

  private async silence(planned: PlannedFault): Promise<void> {
    const proxy = await this.places.network.between(planned.target);
    this.begin(
      planned,
      () => proxy.silence(),
      () => proxy.destroySilenced(),
    );
  }

  private clock(planned: PlannedFault): void {
    const { clocks } = this.places;
    const shift = (seconds: number) => clocks?.shift(planned.target, seconds);
    this.begin(
      planned,
      () => shift(planned.shift ?? 0),
      () => shift(0),
    );
  }

  /** An earlier fault of the same kind and target is undone first. */
  private begin(planned: PlannedFault, act: () => void, undo: () => void): void {
    const name = nameOf(planned);
    this.lasting.get(name)?.();
    act();
    const end = () => {
      clearTimeout(timer);
      this.lasting.delete(name);
      undo();
    };
    const timer = setTimeout(end, planned.lasts);
    this.lasting.set(name, end);
  }
}

const nameOf = ({ kind, target }: PlannedFault): string => `${kind} ${target}`;
