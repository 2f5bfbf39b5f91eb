import { Readable } from 'node:stream';
import type { Request } from 'express';
import { fieldErrors } from '../../../api/http/field-errors';
import { readForm } from '../../../api/http/multipart';
import { check } from '../../../api/http/check';
import { routes } from '../../../api/routes';
import type { FileStore } from '../../../connectors/file-store/file-store';
import { Refusal } from '../../../domain/refusal';

const schemaOf = (method: string, path: string) => {
  const found = routes.find((one) => one.method === method && one.path === path);
  if (!found?.body) throw new Error(`no body at ${path}`);
  return found.body;
};
const account = schemaOf('post', '/v1/accounts');
const rowAction = schemaOf('post', '/v1/charge-imports/:id/rows/actions');

const numbered = <T>(count: number, one: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => one(at));
const record = (count: number, value: unknown = 1) =>
  Object.fromEntries(numbered(count, (at) => [`field${at}`, value]));

/** What `check` says of a value that it refuses. */
function refusalOf(schema: typeof account, value: unknown): Refusal {
  try {
    check(schema, value);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('it was taken');
}

/** Milliseconds of this process's own time: the least of some runs, since the machine does other things too. */
async function cost(work: () => unknown): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < 7; run++) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    runs.push((user + system) / 1_000);
  }
  return Math.min(...runs);
}

/** Twice as much may cost three times as much, and what no clock can tell. */
async function expectLinear(work: (size: number) => () => unknown, size: number) {
  const [once, twice] = [work(size), work(2 * size)];
  await cost(twice); // compiled before it is measured
  // Measured again where it seems too much: processors that others use, too, slow down by turns.
  for (let attempt = 1; ; attempt++) {
    const limit = 3 * (await cost(once)) + 5;
    const needed = await cost(twice);
    if (needed >= limit && attempt < 4) continue;
    expect(needed).toBeLessThan(limit);
    return;
  }
}

const shapes: [string, typeof account, (size: number) => unknown, number][] = [
  ['unknown fields', account, record, 9_000],
  ['far too many unknown fields', account, record, 100_000],
  [
    'wrong rows',
    rowAction,
    (size) => ({ action: 'ignore', reason: 'x', rows: numbered(size, () => 'x') }),
    4_900,
  ],
  ['texts that cannot be kept', account, (size) => record(size, '\0'), 9_000],
  [
    'names that cannot be kept',
    account,
    (size) => Object.fromEntries(numbered(size, (at) => [`\0${at}`, 1])),
    9_000,
  ],
  [
    'faults below a long name',
    rowAction,
    (size) => ({ filter: { ['n'.repeat(size * 50)]: record(size, '\0') } }),
    9_000,
  ],
  ['deep arrays', account, (size) => JSON.parse('['.repeat(size) + ']'.repeat(size)) as unknown, 100_000],
  [
    'deep objects',
    account,
    (size) => JSON.parse('{"a":'.repeat(size) + '1' + '}'.repeat(size)) as unknown,
    100_000,
  ],
  ['one long text', account, (size) => ({ name: 'x'.repeat(size) }), 1_000_000],
  ['many contacts', account, (size) => ({ contacts: numbered(size, () => ({ name: 'Ada' })) }), 5_000],
  ['contacts of many fields', account, (size) => ({ contacts: [record(size)] }), 9_000],
];

it.each(shapes)('works twice as long, not more, on twice as much: %s', async (_what, schema, shape, size) => {
  await expectLinear((count) => {
    const value = shape(count);
    return () => refusalOf(schema, value);
  }, size);
});

it('tells of a hundred faults, and how many more there are', () => {
  for (const value of [record(9_000), { rows: numbered(9_000, () => 'x') }]) {
    const { errors, message } = refusalOf('rows' in value ? rowAction : account, value);
    expect(errors).toHaveLength(100);
    expect(new Set(errors.map(({ pointer }) => pointer)).size).toBe(100);
    expect(message).toMatch(/ 8,?9\d\d more errors are not listed\./);
  }
  expect(refusalOf(account, record(2)).message).toBe('The request does not match the schema.');
});

it('writes no field name out at length, however often it is wrong', () => {
  const name = 'n'.repeat(50_000);
  const { errors } = refusalOf(account, { [name]: 1 });
  expect(JSON.stringify(errors).length).toBeLessThan(2_000);
  const inside = refusalOf(account, { contacts: [{ [name]: record(500, '\0') }] });
  expect(JSON.stringify(inside.errors).length).toBeLessThan(50_000);
});

it('refuses a value of more members than anybody needs, and says so', () => {
  expect(refusalOf(account, record(100_000)).errors).toEqual([
    { pointer: '/', detail: 'Contains more than 20000 values.' },
  ]);
});

it('takes contacts up to 32 kB, and says how large they may be', () => {
  const fields = {
    accountsId: 'ACC-L',
    name: 'Large',
    type: 'Virtual',
    locationId: '00000000-0000-4000-8000-000000000000',
  };
  const contacts = (length: number) => [{ note: 'x'.repeat(length) }];
  expect(() => check(account, { ...fields, contacts: contacts(32_700) })).not.toThrow();
  const { errors } = refusalOf(account, { ...fields, contacts: contacts(32_800) });
  expect(errors).toEqual([{ pointer: '/contacts', detail: expect.stringContaining('32 kB') }]);
});

const noStore = {
  freeBytes: () => Promise.resolve(1_000_000_000),
  receive: (content: Readable) => new Promise((_, reject) => content.resume().once('error', reject)),
} as unknown as FileStore;

it('works no longer on a form of more fields', async () => {
  const form = (count: number) => {
    const part = (at: number) => `--b\r\nContent-Disposition: form-data; name="f${at}"\r\n\r\n1\r\n`;
    return Buffer.from(`${numbered(count, part).join('')}--b--\r\n`);
  };
  const reads = (count: number) => {
    const bytes = form(count);
    return async () => {
      const headers = { 'content-type': 'multipart/form-data; boundary=b' };
      const request = Object.assign(Readable.from([bytes]), {
        headers,
        complete: true,
      }) as unknown as Request;
      await expect(
        readForm(request, noStore, { maxBytes: 1_000, idleMs: 5_000, totalMs: 5_000, tooLarge: '' }),
      ).rejects.toThrow(Refusal);
    };
  };
  await expectLinear(reads, 2_000);
});

it('names each field once', () => {
  const read = account.safeParse({ name: 7, colour: 'red' });
  const { list } = fieldErrors(read.error as NonNullable<typeof read.error>);
  const pointers = list.map(({ pointer }) => pointer);
  expect(new Set(pointers).size).toBe(pointers.length);
  expect(pointers).toEqual(expect.arrayContaining(['/name', '/colour']));
});
