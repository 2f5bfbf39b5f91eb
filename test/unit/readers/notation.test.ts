import Big from 'big.js';
import fc from 'fast-check';
import { chunksOf, file, header, line, rowsOf, v2 } from '../../setup/read-file';

const reasonsOf = async (...amounts: string[]) =>
  (await rowsOf(file(...amounts.map((amount) => line({ 'Client Amount': quoted(amount) }))))).map(
    ({ fault, sell }) => [sell, fault?.reason ?? null],
  );
const quoted = (cell: string) => (cell.includes(',') ? `"${cell}"` : cell);

describe('the notation of a column', () => {
  it('is what the type says, as long as nothing proves another', async () => {
    expect(await reasonsOf('1,250', '12,345.5', '0.150')).toEqual([
      ['1250', null],
      ['12345.5', null],
      ['0.150', null],
    ]);
  });

  it.each(['0,150', '-0,3', '0,12', '1.234,50', '00,150', ',5', '12,3456'])(
    'is another where %s stands in it, and nothing that the two read differently is taken',
    async (proof) => {
      const read = await reasonsOf('1,250', '7', '1.50', '12,345', proof, '1.250');
      expect(read.map(([sell]) => sell)).toEqual([null, '7', '1.50', null, null, null]);
      const told = `line 6 has "${proof}" in Client Amount, which can only be read with a decimal comma`;
      for (const at of [0, 3, 5]) expect(read[at]?.[1]).toContain(`was not accepted: ${told}`);
    },
  );

  it.each(['0,15 €', '€ 0,5', 'EUR 0,15', '1.234,50 €', '1,5E-02', '0,0012345', '1234567890123,50'])(
    'is another, too, where %s proves it, which is not an amount by itself',
    async (proof) =>
      expect((await reasonsOf('1,250', '7', proof)).map(([sell]) => sell)).toEqual([null, '7', null]),
  );

  it('is proved by a total that is left out', async () => {
    const type = { ...v2, leaveOut: [{ column: 'Account Code', equals: ['Subtotal'] }] };
    const lines = [
      line({ 'Client Amount': '"1,250"' }),
      line({ 'Client Amount': '2' }),
      'Subtotal,,,,,,,,"3,25"',
    ];
    expect((await rowsOf(file(...lines), type)).map(({ sell }) => sell)).toEqual([null, '2']);
  });

  it.each([
    ['no sign', undefined],
    ['an apostrophe', "'"],
  ])('is not proved by thousands that the type does not name, with %s for them', async (_what, thousands) => {
    const cells = ['1.250', '"1,250"', '12.345'].map((amount) => line({ 'Client Amount': amount }));
    const rows = await rowsOf(file(...cells), { ...v2, thousands });
    expect(rows.map(({ sell }) => sell)).toEqual(['1.250', null, '12.345']);
  });

  it('is that of one column: another one stands by itself', async () => {
    const rows = await rowsOf(
      file(
        line({ 'Operator Amount': '"1,250"', 'Client Amount': '"1,250"' }),
        line({ 'Operator Amount': '"0,5"', 'Client Amount': '2' }),
        line(),
      ),
    );
    expect(rows.map(({ buy, sell }) => [buy, sell])).toEqual([
      [null, '1250'],
      [null, '2'],
      ['0.0142', '0.040'],
    ]);
  });

  it('is proved by a footer, too, which is read as strictly', async () => {
    const chunks = await chunksOf(
      file(line({ 'Client Amount': '"1,250"' }), line({ 'Client Amount': '2' }), 'TOTAL,,,,,,,,"3,25"'),
    );
    expect(chunks.flatMap(({ rows }) => rows).map(({ sell }) => sell)).toEqual([null, '2']);
    expect(chunks.at(-1)?.footer).toMatchObject({ sell: null, unreadable: 'TOTAL,,,,,,,,3,25' });
  });

  it('is that of German files where the type says so, with points for thousands', async () => {
    const german = { ...v2, delimiter: ';', decimal: ',', thousands: '.' };
    const lines = ['1.250', '0.150', '7,5'].map((amount) =>
      line({ 'Operator Amount': '', 'Client Amount': 'X' }).replaceAll(',', ';').replace('X', amount),
    );
    const rows = await rowsOf([header.replaceAll(',', ';'), ...lines].join('\n'), german);
    expect(rows.map(({ sell }) => sell)).toEqual([null, null, '7.5']);
  });

  it('gives no wrong amount of a file that is written in the other one, and proves it', async () => {
    const amount = fc
      .tuple(fc.nat(9_999_999), fc.constantFrom(0, 1, 2, 3, 4), fc.boolean())
      .map(([digits, decimals, grouped]) => {
        const value = new Big(digits).div(new Big(10).pow(decimals)).toFixed(decimals);
        const [whole = '', fraction] = value.split('.');
        const integer = grouped ? whole.replace(/\B(?=(\d{3})+$)/g, '.') : whole;
        return { value, written: fraction === undefined ? integer : `${integer},${fraction}` };
      });
    await fc.assert(
      fc.asyncProperty(fc.array(amount, { maxLength: 20 }), fc.nat(20), async (amounts, at) => {
        const written = amounts.map(({ written }) => written);
        written.splice(at, 0, '0,150');
        const lines = written.map((cell) => line({ 'Client Amount': quoted(cell) }));
        const values = amounts.map(({ value }) => value);
        values.splice(at, 0, '0.150');
        const rows = await rowsOf(file(line({ 'Client Amount': '1' }), ...lines));
        for (const [row, { sell }] of rows.slice(1).entries())
          if (sell !== null) expect(new Big(sell).eq(values[row] as string)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the sign of a column', () => {
  it('is turned where the type says that charges are negative, in rows and footer', async () => {
    const chunks = await chunksOf(
      file(
        line({ 'Operator Amount': '-0.10', 'Client Amount': '-0.20' }),
        line({ 'Operator Amount': '0', 'Client Amount': '0.05' }),
        'TOTAL,,,,,,,-0.10,-0.15',
      ),
      { ...v2, sign: 'reversed' },
    );
    expect(chunks.flatMap(({ rows }) => rows).map(({ buy, sell }) => [buy, sell])).toEqual([
      ['0.10', '0.20'],
      ['0', '-0.05'],
    ]);
    expect(chunks.at(-1)?.footer).toMatchObject({ buy: '0.10', sell: '0.15' });
  });
});
