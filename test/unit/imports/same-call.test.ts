import fc from 'fast-check';
import { pairCalls } from '../../../domain/imports/pair-calls';
import {
  type Call,
  comparedExtension,
  comparedNumber,
  differencesOf,
  isSameRecord,
  samenessOf,
  usableRecordId,
} from '../../../domain/imports/same-call';

const call = (fields: Partial<Call> = {}): Call => ({
  start: '1780650060',
  number: '02079460001',
  extension: '201',
  durationSeconds: 62,
  recordId: null,
  ...fields,
});

describe('a number', () => {
  it.each([
    '+442079460001',
    '00442079460001',
    '020 7946 0001',
    '(020) 7946-0001',
    '2079460001',
    '７９４６０００１',
    'sip:+442079460001@10.0.0.1;user=phone',
  ])('written %s is the one that ends in 79460001', (number) => {
    expect(comparedNumber(number)).toBe('79460001');
  });

  it('keeps what is shorter, without zeros that spreadsheets drop', () => {
    expect(['999', '0999', '000'].map(comparedNumber)).toEqual(['999', '999', '0']);
  });

  it('of words is compared as text, and is not known where it is blank or in powers of ten', () => {
    expect(comparedNumber(' Withheld ')).toBe(comparedNumber('WITHHELD'));
    expect([null, '  ', '4.42079E+11', '4,42079e+11', '1E5'].map(comparedNumber)).toEqual(
      Array(5).fill(null),
    );
  });
});

it('compares extensions without case and leading zeros', () => {
  expect(['0201', ' 201', '2A', '00', '', null].map(comparedExtension)).toEqual([
    '201',
    '201',
    '2a',
    '0',
    null,
    null,
  ]);
});

it.each(['0', '000', 'NULL', 'n/a', '-', '', '1.00E+06', '1E+15', null])(
  'takes %j for no record id',
  (id) => {
    expect(usableRecordId(id)).toBeNull();
  },
);

it('takes an id for one record only where everything else but the start is equal', () => {
  const one = call({ recordId: 'R-1' });
  expect(isSameRecord(one, { ...one, start: '1780650061' })).toBe(true);
  for (const other of [
    {},
    { number: '02079460002' },
    { extension: '202' },
    { durationSeconds: 63 },
    { recordId: 'R-2' },
  ])
    expect(
      isSameRecord(one, { ...one, start: Object.keys(other).length === 0 ? one.start : '2', ...other }),
    ).toBe(false);
});

it('tells in what two rows of a call differ, as they are written', () => {
  const other = call({ number: '+442079460001', durationSeconds: 602 });
  expect(differencesOf(call(), other, ['0.150', '0.15'])).toEqual(['number', 'duration']);
  expect(differencesOf(call(), call({ extension: '0201' }), ['1', null])).toEqual(['extension', 'amount']);
  expect(differencesOf(call(), call(), ['100', '1'])).toEqual(['amount']);
});

it('tells a record of the same id and start for changed where something else is said of the call', () => {
  const one = call({ recordId: 'R-1' });
  expect(samenessOf(one, { ...one })).toBe('exact');
  expect(samenessOf(one, { ...one, durationSeconds: 602 })).toBe('changed');
  expect(samenessOf(call(), call({ number: '+442079460001' }))).toBe('changed');
});

describe('calls of one moment', () => {
  const held = (rows: Partial<Call>[], claims: Partial<Call>[]) =>
    pairCalls(rows.map(call), claims.map(call));

  it('are held where number and extension are equal, or not known to differ', () => {
    expect(held([{ durationSeconds: 602 }], [{}])).toHaveLength(1);
    expect(held([{ extension: null }], [{}])).toHaveLength(1);
    expect(held([{ extension: '202' }], [{}])).toHaveLength(0);
    expect(held([{ number: '02079460002' }], [{}])).toHaveLength(0);
  });

  it('are held where a number is not known, and extension and duration are known and equal', () => {
    expect(held([{ number: '4.42079E+11' }], [{}])).toHaveLength(1);
    expect(held([{ number: null }], [{ number: '4.42079E+11' }])).toHaveLength(1);
    expect(held([{ number: null, durationSeconds: 63 }], [{}])).toHaveLength(0);
    expect(held([{ number: null, extension: null }], [{ extension: null }])).toHaveLength(0);
  });

  it('are paired one to one, exact ones first', () => {
    expect(held([{ durationSeconds: 5 }, {}], [{}])).toEqual([[1, 0]]);
    expect(held([{ extension: null }, {}], [{}, { extension: null }])).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(held([{}, {}, {}], [{}, {}])).toHaveLength(2);
  });

  it('gives way to another partner, so that none is left over that could have one', () => {
    // The first row could have either claim, the second only the one that knows its extension.
    expect(
      held(
        [{ extension: '201' }, { extension: null, durationSeconds: 9 }],
        [{ extension: null }, { extension: '202' }],
      ),
    ).toHaveLength(2);
  });
});

const someCall = fc.record({
  start: fc.constant('1'),
  number: fc.constantFrom('02079460001', '+442079460001', '02079460002', null, '4.42079E+11'),
  extension: fc.constantFrom('201', '0201', '202', null),
  durationSeconds: fc.constantFrom(60, 62),
  recordId: fc.constantFrom(null, null, null, 'R-1', 'R-2', '0'),
});
const some = (most: number) => fc.array(someCall, { maxLength: most });

describe('whatever calls there are', () => {
  it('no call is in two pairs', () => {
    fc.assert(
      fc.property(some(12), some(12), (rows, claims) => {
        const pairs = pairCalls(rows, claims);
        expect(new Set(pairs.map(([row]) => row)).size).toBe(pairs.length);
        expect(new Set(pairs.map(([, claim]) => claim)).size).toBe(pairs.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('as many are held as claims can stand against, once exact ones have theirs', () => {
    fc.assert(
      fc.property(some(6), some(6), (rows, claims) => {
        expect(pairCalls(rows, claims)).toHaveLength(maxPairs(rows, claims));
      }),
      { numRuns: 2_000 },
    );
  });

  it('the order of the rows changes nothing in how many are held', () => {
    fc.assert(
      fc.property(some(10), some(10), fc.infiniteStream(fc.nat(1_000)), (rows, claims, keys) => {
        const order = new Map(rows.map((row) => [row, keys.next().value as number]));
        const shuffled = [...rows].sort((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0));
        expect(pairCalls(shuffled, claims)).toHaveLength(pairCalls(rows, claims).length);
      }),
      { numRuns: 1_000 },
    );
  });

  it('a file that is delivered again is held whole, however numbers and extensions are written', () => {
    const notation = fc.record({ number: fc.nat(4), extension: fc.nat(3) });
    const numbers = ['02079460001', '02079460002', '02079460003'];
    const delivered = fc.array(
      fc.record({
        number: fc.constantFrom(...numbers),
        extension: fc.constantFrom('201', '2a'),
        durationSeconds: fc.nat(2),
        notation,
      }),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(delivered, (calls) => {
        const claims = calls.map(({ notation: _, ...fields }) => call(fields));
        const again = calls.map(({ notation: how, ...fields }) =>
          call({
            ...fields,
            number: [
              fields.number,
              `+44${fields.number.slice(1)}`,
              `0044 ${fields.number.slice(1)}`,
              fields.number.slice(1),
              '4.42079E+11',
            ][how.number] as string,
            extension: [
              fields.extension,
              fields.extension.toUpperCase(),
              `00${fields.extension}`,
              ` ${fields.extension} `,
            ][how.extension] as string,
          }),
        );
        expect(pairCalls(again.reverse(), claims)).toHaveLength(calls.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('holds thousands of one moment without taking long over it', () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => call({ durationSeconds: at, extension: null }));
    const claims = rows.map((one) => ({ ...one, durationSeconds: (one.durationSeconds as number) + 50_000 }));
    const begun = performance.now();
    expect(pairCalls(rows, claims)).toHaveLength(20_000);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

/** By trying every way, told anew from the sentences of docs/same-call.md. */
function maxPairs(rows: Call[], claims: Call[]): number {
  const left = { rows: [...rows], claims: [...claims] };
  let exact = 0;
  const said = ({ number, extension, durationSeconds, recordId }: Call) =>
    [number, extension, durationSeconds, usableRecordId(recordId)].join('|');
  for (const row of rows) {
    const at = left.claims.findIndex((claim) => said(claim) === said(row));
    if (at < 0) continue;
    left.rows.splice(left.rows.indexOf(row), 1);
    left.claims.splice(at, 1);
    exact++;
  }
  const most = (at: number, free: Call[]): number => {
    const row = left.rows[at];
    if (!row) return 0;
    const partners = free.filter((claim) => isLike(row, claim));
    const paired = partners.map(
      (partner) =>
        1 +
        most(
          at + 1,
          free.filter((one) => one !== partner),
        ),
    );
    return Math.max(most(at + 1, free), ...paired);
  };
  return exact + most(0, left.claims);
}

function isLike(one: Call, other: Call): boolean {
  const [id, otherId] = [usableRecordId(one.recordId), usableRecordId(other.recordId)];
  if (id !== null && id === otherId) return true;
  const isSaidAlike =
    one.number === other.number &&
    one.extension === other.extension &&
    one.durationSeconds === other.durationSeconds;
  if (isSaidAlike && (id === null || otherId === null)) return true;
  const [number, otherNumber] = [comparedNumber(one.number), comparedNumber(other.number)];
  const [extension, otherExtension] = [comparedExtension(one.extension), comparedExtension(other.extension)];
  if (number !== null && otherNumber !== null)
    return (
      number === otherNumber &&
      (extension === null || otherExtension === null || extension === otherExtension)
    );
  return extension !== null && extension === otherExtension && one.durationSeconds === other.durationSeconds;
}
