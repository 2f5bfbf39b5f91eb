import { openDatabase } from '../../../prisma/client/database';
import { recordAudit } from '../../../prisma/repositories/people/audit';
import { sealEvents } from '../../../prisma/repositories/people/audit-seals';
import { createTestDatabase, type TestDatabase } from '../../setup/database';
import { killPrograms, startProgram } from '../../setup/program';

let made: TestDatabase;
beforeAll(async () => {
  made = await createTestDatabase();
  const database = openDatabase(made.url);
  for (const subject of ['thing:1', 'thing:2', 'thing:3'])
    await database.transaction((tx) =>
      recordAudit(tx, { personId: null, action: 'product.edited', subject }),
    );
  await sealEvents(database, 2);
  await database.close();
});
afterAll(async () => {
  killPrograms();
  await made.close();
});

async function verify(...args: string[]) {
  const program = startProgram('prisma/audit-verify-main.js', { DATABASE_URL: made.url }, args);
  const { code } = await program.ended;
  return { code, output: program.output() };
}

it('prints how many events hold and the last seal, and takes it again', async () => {
  const { code, output } = await verify();
  expect(output).toMatch(
    /^Sealed events that hold: 2. Not sealed yet: 1.\nLast seal: 2:[0-9a-f]{64}\nThe chain holds. /,
  );
  expect(code).toBe(0);
  const [, seal = ''] = /Last seal: (\S+)/.exec(output) ?? [];
  expect((await verify('--expect', seal)).code).toBe(0);
});

it('ends with 1 where the chain is broken, and says where', async () => {
  const { code, output } = await verify('--expect', `2:${'0'.repeat(64)}`);
  expect(output).toContain('The chain is broken at seal 2, event 2: the hash is not the one that was noted');
  expect(code).toBe(1);
});

it('ends with 1, and says how it is used, where the seal is none', async () => {
  const { code, output } = await verify('--expect', 'yesterday');
  expect(output).toContain('npm run audit:verify -- [--expect <number>:<hash>]');
  expect(code).toBe(1);
});
