import { type Counted } from './count';
import { killable } from './kill-plan';
import { type Kill } from './work-begun';

export interface ChaosReport {
  kills: Kill[];
  /** After which work was begun once more: else a kill proves nothing. */
  workTwice: Kill[];
  /** By what was asked for: the answer came to nothing, and it was done all the same. */
  answersLost: Record<string, number>;
  imports: number;
  rows: number;
  accounts: number;
  seconds: number;
  counted: Counted;
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

/** Nothing is lost, nothing is there twice. */
export const isWhole = ({ counted }: ChaosReport): boolean =>
  Object.values(counted).every((number) => number === 0);

/** Work was begun twice, where many were killed after at least a fifth of the kills: of a few, chance has the word. */
export const provesSomething = ({ kills, workTwice }: ChaosReport): boolean =>
  workTwice.length > 0 && (kills.length < 50 || workTwice.length * 5 >= kills.length);

export function describe(report: ChaosReport): string {
  const { kills, workTwice, answersLost, counted, imports, rows, accounts, seconds } = report;
  const of = (all: Kill[], part: string) => all.filter((kill) => kill.part === part).length;
  const lost = Object.entries(answersLost).map(([what, number]) => `${number} ${what}`);
  const lines: [string, string | number][] = [
    ['kills', `${kills.length} (${killable.map((part) => `${part} ${of(kills, part)}`).join(', ')})`],
    [
      'work begun twice',
      `after ${workTwice.length} kills (${killable.map((part) => `${part} ${of(workTwice, part)}`).join(', ')})`,
    ],
    ['answers lost after a commit', lost.join(', ') || 0],
    ['done meanwhile', `${imports} imports of ${rows.toLocaleString('en')} rows, ${accounts} accounts sent`],
    ...(Object.keys(words) as (keyof Counted)[]).map(
      (name) => [words[name], counted[name]] as [string, number],
    ),
    ['took', `${Math.round(seconds)} s`],
  ];
  return lines.map(([name, value]) => `${name.padEnd(28)} ${value}`).join('\n');
}
