import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import fc from 'fast-check';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { BinaryRows, copyHead, copyTail } from '../../../prisma/client/binary-copy';

let client: Client;
beforeAll(async () => {
  client = new Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  await client.query("SET TIME ZONE 'UTC'");
});
afterAll(() => client.end());

const types = {
  text: 'text',
  uuid: 'uuid',
  bytes: 'bytea',
  integer: 'int',
  boolean: 'boolean',
  date: 'date',
  timestamptz: 'timestamptz',
  numeric: 'numeric',
} as const;
type Type = keyof typeof types;

/** Copies values of one type, in one column each. @returns what PostgreSQL has in their place, as text. */
async function copied(type: Type, values: unknown[]): Promise<(string | null)[]> {
  await client.query(`CREATE TEMPORARY TABLE copied (place int, value ${types[type]})`);
  try {
    const into = new BinaryRows();
    for (const [place, value] of values.entries()) {
      into.begin(2, typeof value === 'string' ? value.length : 0);
      into.integer(place);
      if (value === null) into.null();
      else (into[type] as (one: unknown) => void)(value);
    }
    const blocks = [copyHead, ...into.blocks(), into.rest(), copyTail];
    await pipeline(Readable.from(blocks), client.query(copyFrom('COPY copied FROM STDIN (FORMAT binary)')));
    const { rows } = await client.query<{ value: string | null }>(
      'SELECT value::text FROM copied ORDER BY place',
    );
    return rows.map(({ value }) => value);
  } finally {
    await client.query('DROP TABLE copied');
  }
}

const some = <T>(values: fc.Arbitrary<T>, numRuns = 2_000): T[] => fc.sample(values, { numRuns, seed: 7 });

const amount = fc
  .tuple(
    fc.boolean(),
    fc.oneof(
      fc.constant('0'),
      fc.bigInt({ min: 1n, max: 999_999_999_999_999n }).map(String),
      fc.nat(20_000).map(String),
    ),
    fc.oneof(
      fc.constant(''),
      fc.stringMatching(/^[0-9]{1,6}$/),
      fc.constantFrom('000000', '0', '5', '000001'),
    ),
  )
  .map(([isNegative, whole, decimals]) => {
    const value = decimals === '' ? whole : `${whole}.${decimals}`;
    return isNegative && /[1-9]/.test(value) ? `-${value}` : value;
  });

it.each<[Type, (string | null)[]]>([
  ['numeric', some(amount, 20_000)],
  [
    'text',
    [
      '',
      'x',
      null,
      ...some(fc.string({ unit: 'grapheme', maxLength: 60 })).map((text) => text.replaceAll('\0', '')),
    ],
  ],
  ['uuid', some(fc.uuid())],
  [
    'date',
    some(fc.date({ min: new Date('1899-12-31'), max: new Date('9999-01-01'), noInvalidDate: true })).map(
      (date) => date.toISOString().slice(0, 10),
    ),
  ],
])('copies each %s as PostgreSQL writes it', async (type, values) => {
  expect(await copied(type, values)).toEqual(values);
});

it('copies texts of any length, over the ends of blocks', async () => {
  const texts = [24, 25, 1_000, 65_536, 300_000].flatMap((length) =>
    ['a', 'é', '☎'].map((sign) => sign.repeat(length)),
  );
  expect(await copied('text', [...texts, ...texts])).toEqual([...texts, ...texts]);
});

it('copies numbers, truth, bytes and instants, at the ends of what they may be', async () => {
  expect(await copied('integer', [0, -1, 2_147_483_647, -2_147_483_648])).toEqual([
    '0',
    '-1',
    '2147483647',
    '-2147483648',
  ]);
  expect(await copied('boolean', [true, false, null])).toEqual(['true', 'false', null]);
  expect(await copied('bytes', ['\0\u00ff\u0080', ''])).toEqual(['\\x00ff80', '\\x']);
  const instants = [
    '1899-12-31T08:00:01.000Z',
    '1999-12-31T23:59:59.000Z',
    '2000-01-01T00:00:00.000Z',
    '2026-05-01T12:34:56.789Z',
    '9999-01-01T15:59:59.000Z',
  ];
  const asText = instants.map((at) => at.replace('T', ' ').replace(/(\.000)?Z$/, '+00'));
  expect(await copied('timestamptz', instants.map(Date.parse))).toEqual(asText);
});

it.each(['', '-', '1e5', '.5', '1.1234567', '1234567890123456', '1,5', ' 1', 'NaN', '1.5x'])(
  'refuses %j, which is not an amount as it is kept',
  (text) => {
    const into = new BinaryRows();
    into.begin(1, text.length);
    expect(() => into.numeric(text)).toThrow('not an amount');
  },
);
