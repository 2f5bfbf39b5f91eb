import os from 'node:os';
import { parseArgs } from 'node:util';
import { listenForInterrupts } from '../dev/launcher/stack/until-stopped';
import { benchConsole } from './console/run';
import { type Part, partNames, measured, type Sizes } from './parts';
import { benchQuick } from './quick/run';
import { withStack } from './with-stack';

const USAGE = `npm run bench [-- --rows 1000000 --naive-rows 100000 --sends 500 --out bench.svg]
npm run bench -- --all
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
  --many                imports ten files instead, one by one, together, and together with two workers
  --reads               measures the lists instead: each is requested 300 times, one after the other, in a
                        database filled to the given sizes, compared with a bare express and pg server that
                        sends the same statements: times, and processor time of server and PostgreSQL
  --account             measures reading one Account on 50 connections at once instead, with a key and with a
                        session, compared with a bare express and pg server in turn
  --all                 measures all of the above, each on a stack of its own, and prints the tables together
  --quick               measures ratios only, in less than two minutes, and ends with 1 if one is worse than in
                        bench/last-release.json by more than noise; --record adds the run to that file instead
  --console             opens every screen of the console in a browser instead, with 20,000 Accounts, 5,000 sheets and
                        an import of 1,000,000 rows: time to interactive, requests and statements; --only names some`;

const options = {
  rows: { type: 'string' },
  'naive-rows': { type: 'string', default: '100000' },
  sends: { type: 'string', default: '500' },
  many: { type: 'boolean', default: false },
  reads: { type: 'boolean', default: false },
  account: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  rounds: { type: 'string', default: '20' },
  accounts: { type: 'string' },
  sheets: { type: 'string' },
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
  const size = (name: keyof typeof values, usual: number) => numberOf(name, String(values[name] ?? usual));
  const { asked } = listenForInterrupts();
  if (values.console) {
    const sizes = { accounts: size('accounts', 20_000), sheets: size('sheets', 5_000) };
    const rest = { rows: size('rows', 1_000_000), times: size('times', 5), only: values.only };
    return say(await benchConsole({ ...sizes, ...rest }, asked));
  }
  console.log(`${os.cpus().length} cores, Node ${process.version}.`);
  if (values.quick) {
    const rows = size('rows', 200_000);
    return (await withStack(asked, {}, (stack) => benchQuick(stack, rows, values.record))) ? 1 : 0;
  }
  const sizes: Sizes = {
    rows: size('rows', 1_000_000),
    rowsOfMany: size('rows', 100_000),
    naiveRows: size('naive-rows', 0),
    sends: size('sends', 0),
    accounts: size('accounts', 100_000),
    sheets: size('sheets', 10_000),
    rounds: size('rounds', 0),
    plot: values.out,
  };
  const only = partNames.filter((part) => part !== 'speed' && values[part]);
  const wanted: readonly Part[] = values.all ? partNames : only.length > 0 ? only : ['speed'];
  const tables: string[] = [];
  for (const part of wanted) tables.push(await measured(part, sizes, asked));
  return say(`\n${tables.join('\n\n')}`);
}

function say(text: string): number {
  console.log(text);
  return 0;
}

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
