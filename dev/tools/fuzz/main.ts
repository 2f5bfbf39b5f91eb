import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { projectRoot } from '../../../config/project-root';
import { type KeyName } from '../../launcher/stack/keys';
import { stateFolder } from '../../launcher/stack/state-folder';
import { listenForInterrupts } from '../../launcher/stack/until-stopped';
import { startOwnStack } from '../drive/own-stack';
import { configText } from './config';
import { installSchemathesis, NoSchemathesis } from './install';
import { fuzz } from './run';
import { makeThings } from './things';

const USAGE = `npm run fuzz [-- --minutes 1 --seed 7 --as lead,admin,ops,approver,viewer]

Sends requests made from /openapi.json, and against it, to the API of a separate stack, as each of the sample persons,
with Schemathesis. Exits 0 only if no answer was a server error, none was outside the contract, and no request that the
contract forbids was accepted. Needs Python 3.10 or later; Schemathesis is installed below .operate-connect.

  --minutes   all persons together
  --seed      the same seed gives the same requests, as far as time allows`;

/** Shares of the time: most of what others may do, lead or admin may do, too. */
const shares: Record<KeyName, number> = { lead: 8, admin: 6, ops: 2, approver: 2, viewer: 2 };
const names = Object.keys(shares) as KeyName[];

async function main(): Promise<number> {
  const { minutes, seed, persons } = readOptions();
  const root = projectRoot();
  const program = await installSchemathesis(root, path.join(stateFolder(root).folder, 'schemathesis'));
  const { asked } = listenForInterrupts();
  const stack = await startOwnStack({
    purpose: 'fuzz',
    signal: asked,
    // Requests without a key, and with wrong ones, are a part of it: they shall be told what is wrong with them.
    env: { FAILED_ATTEMPTS_PER_MINUTE: '1000000' },
  });
  try {
    const configFile = path.join(stack.folder, 'schemathesis.toml');
    const naughty = readFileSync(path.join(root, 'dev/samples/naughty-strings.json'), 'utf8');
    writeFileSync(configFile, configText(await makeThings(stack, root), JSON.parse(naughty) as string[]));
    const all = persons.reduce((sum, name) => sum + shares[name], 0);
    let [cases, failed] = [0, 0];
    for (const name of persons) {
      const seconds = Math.max(5, Math.round((minutes * 60 * shares[name]) / all));
      const { api, keys } = stack.info;
      const done = await Promise.race([
        fuzz({ program, configFile, api, key: keys[name], seconds, seed, signal: asked }),
        stack.died,
      ]);
      cases += done.cases;
      const isGood = done.code === 0 && done.cases > 0;
      console.log(
        `${name}: ${done.cases} requests in ${seconds} s, ${isGood ? 'all answered as promised' : 'FAILED'}`,
      );
      if (isGood) continue;
      failed += 1;
      console.log(done.output);
    }
    console.log(`Fuzzing: ${cases} requests as ${persons.length} persons, seed ${seed}.`);
    return failed === 0 ? 0 : 1;
  } finally {
    await stack.stop();
  }
}

function readOptions() {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { minutes: text, seed: text, as: text, help: { type: 'boolean' } },
  });
  const { minutes = '1', seed = '7', as = names.join(',') } = values;
  const persons = as.split(',') as KeyName[];
  const isRight =
    /^\d+(\.\d+)?$/.test(minutes) && /^\d+$/.test(seed) && persons.every((one) => one in shares);
  if (values.help || !isRight) throw new Error(USAGE);
  return { minutes: Number(minutes), seed, persons };
}

main().then(
  (code) => process.exit(code),
  (error: Error) => {
    const skipped = error instanceof NoSchemathesis;
    console.error(
      skipped ? `Not fuzzed: Schemathesis cannot be installed here (${error.message}).` : error.message,
    );
    process.exit(skipped ? 77 : 1);
  },
);
