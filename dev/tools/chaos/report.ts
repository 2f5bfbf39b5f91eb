import { type Counted } from './count';
import { type FaultKind, faultKinds, targets } from './fault-plan';
import { type Fault } from './faults';

export interface ChaosReport {
  faults: Fault[];
  /** After which work was begun once more: else a fault proves nothing. */
  workTwice: Fault[];
  /** By what was asked for: the answer came to nothing, and it was done all the same. */
  answersLost: Record<string, number>;
  imports: number;
  rows: number;
  accounts: number;
  /** What did not come to its end though everything was up again, a line each. */
  unfinished: string[];
  /** What looked the same for longest, a line each. */
  longestStill: string[];
  /** Seconds from when everything was up again until all was done. */
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
 * Work was begun twice, of many faults after at least a tenth: of a few, chance has the word. It is not more because
 * of several faults that strike the same work only the first is counted, and many a pause or silence is got over
 * without beginning anything again.
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
