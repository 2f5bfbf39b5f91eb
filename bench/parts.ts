import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../config/project-root';
import type { OwnStack } from '../dev/tools/drive/own-stack';
import { measureAccount } from './account/measure';
import { importFigures } from './import-figures';
import { measureMany } from './many/measure';
import { measureReads } from './reads/measure';
import { type Figure, plot, table } from './report';
import { sendFigures } from './sends/report';
import { withStack } from './with-stack';

export const partNames = ['speed', 'many', 'reads', 'account'] as const;
export type Part = (typeof partNames)[number];

export interface Sizes {
  rows: number;
  /** Of each of ten files. */
  rowsOfMany: number;
  naiveRows: number;
  sends: number;
  accounts: number;
  sheets: number;
  rounds: number;
  /** File of the plot; a usual one if absent. */
  plot: string | undefined;
}

const tenMinutes = 600_000;
/** A request costs what it costs in production: with its line in the log. */
const logged = { LOG_LEVEL: process.env.BENCH_LOG ?? 'info' };

/** Measures a part, on a stack of its own. @returns its tables. */
export function measured(part: Part, sizes: Sizes, asked: AbortSignal): Promise<string> {
  const { accounts, sheets, rows, rounds } = sizes;
  switch (part) {
    case 'speed':
      return withStack(asked, {}, (stack) => measureSpeed(stack, sizes));
    case 'many': {
      const patient = { requestTimeoutMs: tenMinutes, env: { DECISION_WAIT_MS: String(tenMinutes) } };
      return withStack(asked, patient, (stack) => measureMany(stack, sizes.rowsOfMany));
    }
    case 'reads':
      return withStack(asked, {}, (stack) => measureReads(stack, { accounts, sheets, rows }));
    case 'account':
      return withStack(asked, { env: logged }, (stack) => measureAccount(stack, rounds));
  }
}

async function measureSpeed(stack: OwnStack, { rows, naiveRows, sends, plot: out }: Sizes): Promise<string> {
  const figures: Figure[] = [];
  if (rows > 0) figures.push(...(await importFigures(stack, rows, Math.min(rows, naiveRows))));
  if (sends > 0) figures.push(...(await sendFigures(stack, sends)));
  const file = path.resolve(out ?? path.join(projectRoot(), '.operate-connect', 'bench', 'bench.svg'));
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, plot(`operate-connect, ${rows.toLocaleString('en')} rows, ${sends} sends`, figures));
  return `${table(figures)}\n\nPlot: ${file}`;
}
