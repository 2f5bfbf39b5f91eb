import { parseArgs } from 'node:util';
import { writeCallLog } from './make-call-log';

const options = {
  rows: { type: 'string', default: '200000' },
  seed: { type: 'string', default: '7' },
  out: { type: 'string' },
} as const;

/** `npm run make-call-log -- --rows 200000 --seed 7 --out calls.csv`: prints what the file comes to. */
async function main(): Promise<void> {
  const { rows, seed, out } = parseArgs({ options }).values;
  if (!out || !/^[1-9]\d*$/.test(rows) || !/^\d+$/.test(seed))
    throw new Error('npm run make-call-log -- --rows 200000 --seed 7 --out calls.csv');
  const made = await writeCallLog(out, { rows: Number(rows), seed: Number(seed) });
  console.log(JSON.stringify(made, null, 2));
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
