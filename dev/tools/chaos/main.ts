import { parseArgs } from 'node:util';
import { listenForInterrupts } from '../../launcher/stack/until-stopped';
import { runChaos } from './chaos';
import { type FaultKind, faultKinds } from './fault-plan';
import { describe, isWhole, provesSomething } from './report';

const USAGE = `npm run chaos [-- --kills 200 --seed 7 --rows 60000 --faults kill,pause,silence,clock]

Injects faults into worker, API, PostgreSQL, Temporal and the Connect sandbox of a separate stack, at random moments,
while files are imported and accounts are sent. Prints what was done, what was started twice, and what is missing,
duplicated or stuck.
Exits 0 only if nothing is, and if work was started twice; from 50 faults on, after at least a tenth of them.

  --kills    number of faults, all kinds together
  --faults   which kinds, all by default:
               kill      kill -9, and started again
               pause     SIGSTOP, and after a while SIGCONT
               silence   connections deliver nothing more, stay open, and are reset after a while
               clock     the clock of worker, API or PostgreSQL jumps and returns; needs libfaketime
  --seed     the same seed gives the same faults
  --rows     of each file`;

const options = {
  kills: { type: 'string', default: '50' },
  seed: { type: 'string', default: '7' },
  rows: { type: 'string', default: '60000' },
  faults: { type: 'string', default: faultKinds.join(',') },
  help: { type: 'boolean' },
} as const;

async function main(): Promise<number> {
  const { values } = parseArgs({ options });
  if (values.help) return (console.log(USAGE), 0);
  const numbers = [values.kills, values.seed, values.rows];
  const kinds = [...new Set(values.faults.split(','))] as FaultKind[];
  if (!numbers.every((text) => /^[1-9]\d{0,6}$/.test(text))) throw new Error(USAGE);
  if (!kinds.every((kind) => faultKinds.includes(kind))) throw new Error(USAGE);
  const [kills = 0, seed = 0, rows = 0] = numbers.map(Number);
  console.log(
    `${kills} faults (${kinds.join(', ')}), seed ${seed}, files of ${rows.toLocaleString('en')} rows.`,
  );
  const { asked } = listenForInterrupts();
  const report = await runChaos({
    ...{ kills, kinds, seed, rows },
    log: (line) => console.log(line),
    signal: asked,
  });
  console.log(`\n${describe(report)}\n`);
  if (!isWhole(report)) console.log('Failed: something is missing, wrong, duplicated or stuck.');
  if (!provesSomething(report))
    console.log('Too few of the faults interrupted work that had to be started again: they prove nothing.');
  return isWhole(report) && provesSomething(report) ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
