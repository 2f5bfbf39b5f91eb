import { chunksOf, file, header, line, rowsOf, v2 } from '../../setup/read-file';

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
    expect(chunks.at(-1)?.footer).toMatchObject({ buy: '1.5', sell: '2.25', unreadable: null });
    expect(chunks.at(-1)?.checkpoint.lines).toMatchObject({ rows: 3, header: 3, footer: 2 });
    expect(chunks.at(-1)?.checkpoint.noticed?.boundAnew).toEqual([]);
  });

  it('splits sections; without one, the last footer counts, and several footers are reported', async () => {
    const footersOf = async (...lines: string[]) => (await chunksOf(file(...lines))).at(-1)?.footer;
    const [one, two, three] = ['TOTAL,,,,,,,1,2', 'TOTAL,,,,,,,3,4', 'TOTAL,,,,,,,5,6'] as const;
    expect(await footersOf(line(), one, line(), two)).toMatchObject({
      buy: '3',
      sell: '4',
      or: [{ buy: '4', sell: '6' }],
    });
    expect(await footersOf(line(), one, header, line(), two, three)).toMatchObject({
      sell: '8',
      or: [{ sell: '6' }, { sell: '12' }],
    });
    expect(await footersOf(line(), one)).toEqual({ buy: '1', sell: '2', unreadable: null });
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

  it.each([
    ['names a column twice', `${header},Client Amount`],
    ['has another name for a column that is needed', header.replace('Client Amount', 'Selling')],
  ])('and %s is one that nothing below is read of, up to one that is known', async (_what, unknown) => {
    const rows = await rowsOf(file(line(), unknown, line({ 'Client Amount': '9' }), header, line()));
    expect(rows.map(({ sell, line: at }) => [sell, at])).toEqual([
      ['0.040', 2],
      [null, 4],
      ['0.040', 6],
    ]);
    expect(rows[1]?.fault?.reason).toContain('Nothing below line 3 is read');
    expect(await last(file(line(), unknown, line()))).toMatchObject({
      unknownHeader: 3,
      noticed: { unknownHeaders: [3], boundAnew: [] },
      lines: { header: 2 },
    });
  });

  it('counts though a rule fits it, in whatever order its names are', async () => {
    const text = file(line(), turned, turnedLine({ 'Client Amount': '9' }));
    for (const rule of [
      { skip: [{ column: 'sellAmount' as const, equals: ['Account Code'] }] },
      { leaveOut: [{ column: 'Account Code', equals: ['Client Amount'] }] },
      { footer: { firstCell: 'Client Amount' } },
    ])
      expect((await rowsOf(text, { ...v2, ...rule })).map(({ sell }) => sell)).toEqual(['0.040', '9']);
  });

  it('of another width lets records of several lines have that width', async () => {
    const wide = (text: string) => `${text},x,y`;
    const text = file(
      line(),
      `${header},More,Notes`,
      wide(line({ Destination: '"London\nUK"' })),
      wide(line()),
    );
    const rows = await rowsOf(text);
    expect(rows.map(({ fault, destination }) => [fault, destination])).toEqual([
      [null, 'London'],
      [null, 'London\nUK'],
      [null, 'London'],
    ]);
    expect((await last(text))?.noticed?.otherWidths).toEqual([]);
  });

  it('says which columns are not there any more', async () => {
    const text = file(line(), header.replace('Extension', 'Apparatus'), line());
    expect((await last(text))?.noticed).toMatchObject({ boundAnew: [3], lost: ['Extension'] });
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

  it('that are blank past the last header are harmless in nine rows of ten, else taken for a stray comma', async () => {
    const text = [`${header},Notes`, ...Array<string>(9).fill(`${line()},,`), `${line()},`].join('\n');
    expect((await rowsOf(text)).map(({ fault }) => fault)).toEqual(Array(10).fill(null));
    const [good, cut] = await rowsOf(
      [`${header},Notes`, `${line()},`, `${line({ 'Client Amount': '1,50' })},`].join('\n'),
    );
    expect(good?.fault).toBeNull();
    expect(cut).toMatchObject({ sell: null, fault: { reason: expect.stringContaining('11 cells of 10') } });
  });

  it('may not be missing where a quote may have swallowed them', async () => {
    const text = [`${header},Notes`, `${line()},x`, line({ Destination: '"London,"60"' })].join('\n');
    expect((await rowsOf(text)).map(({ fault }) => fault === null)).toEqual([true, false]);
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
    /^Call Time "09:14" has no seconds, but the Import Type says HH:mm:ss.*as it was exported$/,
  );
  expect(other?.fault?.reason).toBe('Call Time "9.14" does not have the format HH:mm:ss');
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

describe('a quote that is not closed', () => {
  const cutShort = (cells: Parameters<typeof line>[0]) => line(cells);
  const good = (amount: string) => line({ 'Client Amount': amount });
  const open = (amount: string) => line({ Destination: '"London', 'Client Amount': amount });
  const sells = async (text: string, type = v2) => (await rowsOf(text, type)).map(({ sell }) => sell);

  it.each([
    ['on two lines, one after the other', [open('2'), open('3'), good('4')], [null, null, '4']],
    ['on three lines', [open('2'), open('3'), open('4'), good('5')], [null, null, null, '5']],
    [
      'doubled at the end of a cell',
      [line({ Destination: '"Cable 5""' }), line({ Destination: '"Cable 5""' }), good('4')],
      [null, null, '4'],
    ],
    [
      'alone in its cell',
      [line({ Destination: '"' }), line({ Destination: '"""' }), good('4')],
      [null, null, '4'],
    ],
    [
      'in the last cell, before a cell that is right',
      [line({ 'Client Amount': '"3' }), line({ Destination: '"London\nUK, x"', 'Client Amount': '4' })],
      [null, '4'],
    ],
  ])('costs no other line: %s', async (_what, lines, expected) => {
    expect(await sells(file(...lines))).toEqual(expected);
  });

  it.each([
    ['with trailing cells that a spreadsheet has cut', `${header},Notes,More`, cutShort],
    ['below a header that ends in a delimiter', `${header},`, cutShort],
    ['that end in a delimiter', header, (cells: Parameters<typeof line>[0]) => `${line(cells)},`],
  ])('takes in no rows %s', async (_what, top, row) => {
    const lines = [
      row({ Destination: '"London' }),
      ...['2', '3', '4'].map((sell) => row({ 'Client Amount': sell })),
      row({ Destination: 'Paris 6"', 'Client Amount': '5' }),
      ...Array.from({ length: 40 }, () => row({ 'Client Amount': '6' })),
    ];
    expect(await sells([top, ...lines].join('\n'))).toEqual([
      null,
      '2',
      '3',
      '4',
      '5',
      ...Array<string>(40).fill('6'),
    ]);
  });

  it('is none where a cell of several lines is in order, also in rows that end in a delimiter', async () => {
    const rows = [
      line({ Destination: '"London\nUK, 5\nEurope"' }),
      ...Array.from({ length: 20 }, () => line()),
    ];
    const text = [header, ...rows.map((row) => `${row},`)].join('\n');
    expect((await rowsOf(text))[0]).toMatchObject({ fault: null, destination: 'London\nUK, 5\nEurope' });
  });
});
