import { type Counted } from './count';
import { type FaultKind, faultKinds, targets } from './fault-plan';
import { type Fault } from './faults';

export interface ChaosReport {
  faults: Fault[];
  /** Faults after which work was started again: a fault without that proves nothing. */
  workTwice: Fault[];
  /** By kind of request: the answer was lost, but the request had been carried out. */
  answersLost: Record<string, number>;
  imports: number;
  rows: number;
  accounts: number;
  /** What did not finish although everything was up again, one line each. */
  unfinished: string[];
  /** What went longest without a change, one line each. */
  longestStill: string[];
  /** Seconds from when everything was up again until everything was finished. */
  finishing: number;
  seconds: number;
  counted: Counted;
  /** Where the logs were kept, if something is wrong. */
  logs?: string;
}

const words: Record<keyof Counted, string> = {
  rowsMissing: 'rows missing',
  rowsTwice: 'rows twice',
  filesTwice: 'files twice',
  chargesMissing: 'charges missing',
  chargesTwice: 'charges twice',
  accountsWrong: 'accounts charged wrongly',
  clientsMissing: 'clients missing',
  clientsTwice: 'clients twice',
};

/** Nothing is lost, duplicated or stuck. */
export const isWhole = ({ counted, unfinished }: ChaosReport): boolean =>
  unfinished.length === 0 && Object.values(counted).every((number) => number === 0);

const ofKind = (faults: Fault[], kind: FaultKind) => faults.filter((fault) => fault.kind === kind);

/**
 * Work was started twice, for many faults after at least a tenth of them; for a few it is left to chance. The share is
 * not higher because, of several faults that hit the same work, only the first is counted, and many pauses and silences
 * are survived without starting anything again.
 */
export const provesSomething = ({ faults, workTwice }: ChaosReport): boolean =>
  workTwice.length > 0 && (faults.length < 50 || workTwice.length * 10 >= faults.length);

export function describe(report: ChaosReport): string {
  const { faults, workTwice, answersLost, counted, imports, rows, accounts, unfinished } = report;
  const { longestStill, finishing, seconds, logs } = report;
  const lost = Object.entries(answersLost).map(([what, number]) => `${number} ${what}`);
  const lines: [string, string | number][] = [
    ['faults', faults.length],
    ...byKind(faults),
    ['work started twice', `after ${workTwice.length} faults`],
    ...byKind(workTwice),
    ['answers lost after a commit', lost.join(', ') || 0],
    ['done meanwhile', `${imports} imports of ${rows.toLocaleString('en')} rows, ${accounts} accounts sent`],
    ...longestStill.map(
      (line, index) => [index === 0 ? 'longest without a change' : '', line] as [string, string],
    ),
    ['finished once all was up again', `after ${finishing} s`],
    ...(Object.keys(words) as (keyof Counted)[]).map(
      (name) => [words[name], counted[name]] as [string, number],
    ),
    ['stuck at the end', unfinished.length],
    ...unfinished.map((line) => ['', line] as [string, string]),
    ['took', `${seconds} s`],
    ...(logs === undefined ? [] : [['logs', logs] as [string, string]]),
  ];
  return lines.map(([name, value]) => `${name.padEnd(28)} ${value}`).join('\n');
}

function byKind(faults: Fault[]): [string, string][] {
  return faultKinds
    .map((kind) => ({ kind, all: ofKind(faults, kind) }))
    .filter(({ all }) => all.length > 0)
    .map(({ kind, all }) => {
      const each = targets[kind].map(
        (target) => `${target} ${all.filter((fault) => fault.target === target).length}`,
      );
      return [`  ${kind}`, `${all.length} (${each.join(', ')})`];
    });
}
