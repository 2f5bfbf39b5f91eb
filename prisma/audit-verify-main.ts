import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { type NotedSeal, verifyChain } from './repositories/people/audit-chain';

const USAGE = `npm run audit:verify -- [--expect <number>:<hash>]…

Recomputes the hash chain of the audit trail. --expect holds it against a seal that an earlier run printed, and that was
kept elsewhere. DATABASE_URL names the database. Exits with 1 if the chain is broken.`;

function parseNoted(text: string): NotedSeal {
  const [, number, hash] = /^(\d{1,18}):([0-9a-f]{64})$/i.exec(text) ?? [];
  if (number === undefined || hash === undefined) throw new Error(USAGE);
  return { number: BigInt(number), hash: hash.toLowerCase() };
}

async function main(): Promise<void> {
  const { expect = [] } = parseArgs({ options: { expect: { type: 'string', multiple: true } } }).values;
  const noted = expect.map(parseNoted);
  const url = process.env.DATABASE_URL;
  if (!url) throw new Error('Set DATABASE_URL to the database.');
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { last, unsealed, broken } = await verifyChain(client, noted);
    console.log(`Sealed events that hold: ${last?.number ?? 0}. Not sealed yet: ${unsealed}.`);
    if (last) console.log(`Last seal: ${last.number}:${last.hash}`);
    if (broken === null) return console.log('The chain holds. Keep the last seal elsewhere, for --expect.');
    console.log(`The chain is broken at ${broken}.`);
    process.exitCode = 1;
  } finally {
    await client.end();
  }
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
