import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { writeCallLog } from '../dev/tools/make-call-log';
import { listenForInterrupts } from '../dev/launcher/stack/until-stopped';
import { projectRoot } from '../config/project-root';
import { copyBareRows, createManyRows, parseThenCopy } from './baselines';
import { type ImportTimes, measureImport } from './charge-import';
import { measureAccount } from './account/measure';
import { benchConsole } from './console/run';
import { measureMany } from './many/measure';
import { benchQuick } from './quick/run';
import { measureReads } from './reads/measure';
import { type Figure, plot, table } from './report';
import { sendFigures } from './sends/report';
import { giveCodes } from '../dev/tools/drive/accounts';
import { type OwnStack, startOwnStack } from '../dev/tools/drive/own-stack';

const USAGE = `npm run bench [-- --rows 1000000 --naive-rows 100000 --sends 500 --out bench.svg]
npm run bench -- --reads [--accounts 100000 --sheets 10000 --rows 1000000]
npm run bench -- --account [--rounds 20]
npm run bench -- --many [--rows 100000]
npm run bench -- --quick [--rows 200000 --record]
npm run bench -- --console [--accounts 20000 --sheets 5000 --rows 1000000 --times 5 --only '']

Measures, on a stack of its own, how fast a call-charges file becomes charges, compared with the bare COPY of its
rows, csv-parse into one COPY, and the ORM's createMany; and how fast accounts are sent, compared with a workflow of
one empty activity.
Prints a table and writes a plot. Compare figures within one table only: absolute times depend on the machine.

  --rows 0, --sends 0   skips that part
  --reads               measures the lists instead: each is requested 300 times, one after the other, in a
                        database filled to the given sizes, compared with a bare express and pg server that
                        sends the same statements: times, and processor time of server and PostgreSQL
  --account             measures reading one Account on 50 connections at once instead, with a key and with a
                        session, compared with a bare express and pg server in turn
  --many                imports ten files instead, one by one, together, and together with two workers
  --quick               measures ratios only, in less than two minutes, and ends with 1 if one is worse than in
                        bench/last-release.json by more than noise; --record adds the run to that file instead
  --console             opens every screen of the console in a browser instead, with 20,000 Accounts, 5,000 sheets and
                        an import of 1,000,000 rows: time to interactive, requests and statements; --only names some`;

const options = {
  rows: { type: 'string' },
  'naive-rows': { type: 'string', default: '100000' },
  sends: { type: 'string', default: '500' },
  reads: { type: 'boolean', default: false },
  account: { type: 'boolean', default: false },
  rounds: { type: 'string', default: '20' },
  accounts: { type: 'string' },
  sheets: { type: 'string' },
  many: { type: 'boolean', default: false },
  quick: { type: 'boolean', default: false },
  record: { type: 'boolean', default: false },
  console: { type: 'boolean', default: false },
  times: { type: 'string', default: '5' },
  only: { type: 'string', default: '' },
  out: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** @returns the exit code. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options });
  if (values.help) return say(USAGE);
  const rows = numberOf('rows', values.rows ?? usualRows(values));
  const naiveRows = Math.min(rows, numberOf('naive-rows', values['naive-rows']));
  const sends = numberOf('sends', values.sends);
  const usual = values.console
    ? { accounts: '20000', sheets: '5000' }
    : { accounts: '100000', sheets: '10000' };
  const accounts = numberOf('accounts', values.accounts ?? usual.accounts);
  const sheets = numberOf('sheets', values.sheets ?? usual.sheets);
  const { asked } = listenForInterrupts();
  if (values.console) {
    const times = numberOf('times', values.times);
    return say(await benchConsole({ accounts, sheets, rows, times, only: values.only }, asked));
  }
  console.log(`${os.cpus().length} cores, Node ${process.version}. Starting a separate stack …`);
  const stack = await startOwnStack({
    purpose: 'bench',
    signal: asked,
    ...(values.many && { requestTimeoutMs: 600_000 }),
    env: {
      ...(values.many && { DECISION_WAIT_MS: '600000' }),
      CONNECT_CALLS_PER_SECOND: '100000',
      REQUESTS_PER_SECOND: '1000000',
      // A request costs what it costs in production: with its line in the log.
      LOG_LEVEL: process.env.BENCH_LOG ?? (values.account ? 'info' : 'warn'),
    },
  });
  asked.addEventListener('abort', () => void stack.stop().finally(() => process.exit(130)), { once: true });
  try {
    if (values.account) return say(`\n${await measureAccount(stack, numberOf('rounds', values.rounds))}`);
    if (values.reads) return say(`\n${await measureReads(stack, { accounts, sheets, rows })}`);
    if (values.many) return say(`\n${await measureMany(stack, rows)}`);
    if (values.quick) return (await benchQuick(stack, rows, values.record)) ? 1 : 0;
    const figures: Figure[] = [];
    if (rows > 0) figures.push(...(await imports(stack, rows, naiveRows)));
    if (sends > 0) figures.push(...(await sendFigures(stack, sends)));
    console.log(`\n${table(figures)}`);
    const out = values.out ?? path.join(projectRoot(), '.operate-connect', 'bench', 'bench.svg');
    mkdirSync(path.dirname(path.resolve(out)), { recursive: true });
    writeFileSync(out, plot(`operate-connect, ${rows.toLocaleString('en')} rows, ${sends} sends`, figures));
    return say(`\nPlot: ${out}`);
  } finally {
    if (!asked.aborted) await stack.stop();
  }
}

function say(text: string): number {
  console.log(text);
  return 0;
}

const usualRows = ({ many, quick }: { many: boolean; quick: boolean }): string =>
  many ? '100000' : quick ? '200000' : '1000000';

async function imports(stack: OwnStack, rows: number, naiveRows: number): Promise<Figure[]> {
  const { database } = stack.info;
  const file = path.join(stack.folder, 'calls.csv');
  console.log(`Writing a call log of ${rows.toLocaleString('en')} rows …`);
  await writeCallLog(file, { rows, seed: 7 });
  await giveCodes(stack.as.ops);
  console.log('Bare COPY, csv-parse into one COPY, createMany …');
  const bare = await copyBareRows(database, file);
  const parsed = await parseThenCopy(database, file);
  const naive = naiveRows > 0 ? await createManyRows(database, file, naiveRows) : null;
  console.log('Import: upload, read, match, complete, approve, post …');
  const times = await measureImport(stack, file, rows);
  const speed = (ms: number, of = rows) => (of * 1000) / ms;
  const group = `${rows.toLocaleString('en')} rows`;
  const figure = (name: string, ms: number, note = '', of = rows): Figure => ({
    group,
    name,
    perSecond: speed(ms, of),
    unit: 'rows',
    note: `${seconds(ms)}${note && `, ${note}`}`,
  });
  return [
    figure('bare COPY of the rows', bare),
    figure('csv-parse into one COPY', parsed),
    ...(naive === null ? [] : [figure('csv-parse and createMany', naive, `of ${naiveRows} rows`, naiveRows)]),
    figure(
      'import: upload to review',
      times.toReview,
      `${share(parsed / times.toReview)} of csv-parse into COPY`,
    ),
    ...Object.entries(times.phases).map(([phase, ms]) => figure(`  ${phase}`, ms, beside(phase, ms, bare))),
    figure(
      'import: upload to posted',
      wholeOf(times),
      `${times.workerMiB} MiB worker, ${times.historyEvents} events`,
    ),
  ];
}

const beside = (phase: string, ms: number, bare: number): string =>
  phase === 'post' ? `${(ms / bare).toFixed(1)} times the bare COPY` : '';
const wholeOf = ({ toReview, phases }: ImportTimes) => toReview + phases.complete + phases.post;
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const share = (part: number) => part.toFixed(2);

function numberOf(name: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} is "${text}": give a whole number.\n\n${USAGE}`);
  return Number(text);
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
