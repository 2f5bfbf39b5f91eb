import { openDatabase } from '../../../prisma/client/database';
import { PrismaClient } from '../../../prisma/generated/client';
import { openDatabases } from '../../../worker/databases';

jest.mock('../../../prisma/generated/client', () => ({ PrismaClient: jest.fn() }));

const nowhere = 'postgresql://nobody@127.0.0.1:1/nothing';
const derived = (database: ReturnType<typeof openDatabase>) =>
  database.reportingTo(() => undefined).withOrigin(() => ({}));

it('makes no Prisma client for the databases of a worker: each would keep 10 MiB', async () => {
  const { close, ...databases } = openDatabases(nowhere);
  expect(Object.values(databases).map(derived)).toHaveLength(4);
  expect(PrismaClient).not.toHaveBeenCalled();
  await close();
});

it('makes one when it is first used, the same for all that is derived from a database', () => {
  const database = openDatabase(nowhere);
  expect(derived(database).prisma).toBe(derived(database).prisma);
  expect(PrismaClient).toHaveBeenCalledTimes(1);
});
