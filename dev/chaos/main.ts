import { parseArgs } from 'node:util';
import { listenForInterrupts } from '../stack/until-stopped';
import { runChaos } from './chaos';
import { describe, isWhole, provesSomething } from './report';

const USAGE = `npm run chaos [-- --kills 200 --seed 7 --rows 60000]

Kills worker, API, PostgreSQL, Temporal and the Connect sandbox of a stack of its own (kill -9), one after the other and at random moments,
while files are imported and accounts are sent. Prints what was killed, what was begun twice, and what is missing or there twice.
Ends with 0 only if nothing is, and if work was begun twice; from 50 kills on, after at least a fifth of them.`;

const options = {
  kills: { type: 'string', default: '50' },
  seed: { type: 'string', default: '7' },
  rows: { type: 'string', default: '60000' },
  help: { type: 'boolean' },
} as const;

async function main(): Promise<number> {
  const { values } = parseArgs({ options });
  if (values.help) return (console.log(USAGE), 0);
  const numbers = [values.kills, values.seed, values.rows];
  if (!numbers.every((text) => /^[1-9]\d{0,6}$/.test(text))) throw new Error(USAGE);
  const [kills = 0, seed = 0, rows = 0] = numbers.map(Number);
  console.log(`${kills} kills, seed ${seed}, files of ${rows.toLocaleString('en')} rows.`);
  const { asked } = listenForInterrupts();
  const report = await runChaos({ kills, seed, rows, log: (line) => console.log(line), signal: asked });
  console.log(`\n${describe(report)}\n`);
  if (!isWhole(report)) console.log('Not whole: something is missing, wrong, or there twice.');
  if (!provesSomething(report))
    console.log('Too few of the kills broke work that had to be begun again: they prove nothing.');
  return isWhole(report) && provesSomething(report) ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
