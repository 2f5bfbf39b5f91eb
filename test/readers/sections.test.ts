import { chunksOf, file, header, line, rowsOf, v2 } from './read-file';

const last = async (...args: Parameters<typeof chunksOf>) => (await chunksOf(...args)).at(-1)?.checkpoint;
const turned = header.split(',').reverse().join(',');
const turnedLine = (cells: Parameters<typeof line>[0] = {}) => line(cells).split(',').reverse().join(',');

describe('a header that stands in the file again', () => {
  it('is no row, and footers add up by section', async () => {
    const text = file(
      line(),
      'TOTAL,,,,,,,1,2',
      header,
      line(),
      ` ${header.toUpperCase()} `,
      'TOTAL,,,,,,,0.5,0.25',
      line(),
    );
    const chunks = await chunksOf(text);
    expect(chunks.flatMap(({ rows }) => rows).map(({ fault, line: at }) => [fault, at])).toEqual([
      [null, 2],
      [null, 5],
      [null, 8],
    ]);
    expect(chunks.at(-1)?.footer).toEqual({ buy: '1.5', sell: '2.25', unreadable: null });
    expect(chunks.at(-1)?.checkpoint.lines).toMatchObject({ rows: 3, header: 3, footer: 2 });
    expect(chunks.at(-1)?.checkpoint.noticed?.boundAnew).toEqual([]);
  });

  it('counts the last footer of each section, also without a header between', async () => {
    const text = file(line(), 'TOTAL,,,,,,,1,2', 'TOTAL,,,,,,,3,4', line(), 'TOTAL,,,,,,,5,6');
    expect((await last(text))?.lines).toMatchObject({ footer: 3 });
    expect((await chunksOf(text)).at(-1)?.footer).toMatchObject({ buy: '8', sell: '10' });
  });

  it('binds the columns anew where its names stand in another order', async () => {
    const text = file(
      line(),
      turned,
      turnedLine({ 'Client Amount': '9' }),
      header,
      line({ 'Client Amount': '8' }),
    );
    expect((await rowsOf(text)).map(({ sell, fault }) => [sell, fault])).toEqual([
      ['0.040', null],
      ['9', null],
      ['8', null],
    ]);
    expect((await last(text))?.noticed?.boundAnew).toEqual([3, 5]);
  });

  it('is a row that cannot be read where it cannot be known which columns are meant', async () => {
    const [, again, next] = await rowsOf(file(line(), `${header},Client Amount`, line()));
    expect([again?.fault === null, next?.fault]).toEqual([false, null]);
  });
});

describe('lines that are left out', () => {
  const leaveOut = [
    { column: 'Notes', equals: ['total'] },
    { column: 'accountCode', startsWith: ['Subtotal', '***'] },
  ];
  const withNotes = (text: string, notes: string) => `${text},${notes}`;

  it('are told by any column, as names are compared, and counted', async () => {
    const text = [
      withNotes(header, 'NOTES'),
      withNotes(line(), ''),
      ',,,,,,,,9.99, Total ',
      'SUBTOTAL A1,,,,,,,,5',
      '***END***',
      withNotes(line(), 'totals'),
    ].join('\n');
    expect(await rowsOf(text, { ...v2, leaveOut })).toHaveLength(2);
    expect((await last(text, { ...v2, leaveOut }))?.lines).toMatchObject({ rows: 2, leftOut: 3, header: 1 });
  });

  it('are told by positions where there is no header', async () => {
    const names = header.split(',');
    const columns = Object.fromEntries(
      Object.entries(v2.columns).map(([column, [name]]) => [
        column,
        [`${names.indexOf(name as string) + 1}`],
      ]),
    );
    const type = { ...v2, header: false, columns, cells: 9, leaveOut: [{ column: '7', equals: ['TOTAL'] }] };
    expect(await rowsOf([line(), ',,,,,,TOTAL,,1'].join('\n'), type)).toHaveLength(1);
  });

  it('need the column that they are told by', async () => {
    await expect(rowsOf(file(line()), { ...v2, leaveOut })).rejects.toMatchObject({
      code: 'columns-missing',
      message: expect.stringContaining('"Notes"'),
    });
  });
});

describe('cells', () => {
  it('that a spreadsheet cut count as blank, where no used column lies beyond them', async () => {
    const text = [
      `${header},Notes,More`,
      `${line()},a,b`,
      `${line()},`,
      line(),
      line().split(',').slice(0, 8).join(','),
    ].join('\n');
    const rows = await rowsOf(text);
    expect(rows.map(({ fault }) => fault?.reason ?? null)).toEqual([
      null,
      null,
      null,
      'The line has too few cells: 8 cells of 11',
    ]);
    expect((await last(text))?.noticed?.otherWidths).toEqual([
      { cells: 10, rows: 1, line: 3 },
      { cells: 9, rows: 1, line: 4 },
      { cells: 8, rows: 1, line: 5 },
    ]);
  });

  it('past the header’s last name make no row of another width', async () => {
    const text = [`${header},,`, line(), `${line()},`, `${line()},,,,`].join('\n');
    expect((await last(text))?.noticed?.otherWidths).toEqual([]);
  });

  it('with a fault that nobody uses cost no row', async () => {
    const bytes = Buffer.from(
      [`${header},Notes`, `${line()},Besan\u00e7on`, `${line()},"no "good" note`].join('\n'),
      'latin1',
    );
    expect((await rowsOf(bytes)).map(({ fault }) => fault)).toEqual([null, null]);
  });

  it('go on behind a closing quote as they stand', async () => {
    const cells = [
      '""Ann Onym" <1115>"',
      '"Ann "Annie" Onym"',
      '"Ann \\"Annie\\" Onym"',
      '"Ann Onym" ',
      '"a""b"c',
    ];
    const rows = await rowsOf(file(...cells.map((cell) => line({ Destination: cell }))));
    expect(rows.map(({ destination, fault }) => [destination, fault])).toEqual([
      ['Ann Onym" <1115>"', null],
      ['Ann Annie" Onym"', null],
      ['Ann \\Annie\\" Onym"', null],
      ['Ann Onym', null],
      ['a"bc', null],
    ]);
  });
});

it('says that a spreadsheet dropped the seconds, which cannot be put back', async () => {
  const [row, other] = await rowsOf(
    file(line({ 'Call Time': '09:14' }), line({ 'Call Time': '9.14' }), line()),
  );
  expect(row?.fault?.reason).toMatch(
    /^Call Time "09:14" has no seconds, and the Import Type says HH:mm:ss.*as it was exported$/,
  );
  expect(other?.fault?.reason).toBe('Call Time "9.14" is not of the form HH:mm:ss');
});

it('refuses two aliases of one column, both of which are there', async () => {
  const type = { ...v2, columns: { ...v2.columns, sellAmount: ['Client Amount', 'Charge'] } };
  await expect(rowsOf([`${header},Charge`, `${line()},9`].join('\n'), type)).rejects.toMatchObject({
    code: 'columns-ambiguous',
    message: expect.stringContaining('"Client Amount" and "Charge"'),
  });
  expect(await rowsOf([header, line()].join('\n'), type)).toHaveLength(1);
});

it('takes a file with a header and no call for one of nothing', async () => {
  for (const text of [header, file('TOTAL,,,,,,,0,0'), file('', ' ')])
    expect(await chunksOf(text)).toMatchObject([{ rows: [], done: true, checkpoint: { nextRow: 1 } }]);
});
