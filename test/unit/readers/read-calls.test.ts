import { type Readable } from 'node:stream';
import { readCalls } from '../../../readers/read-calls';
import { atLondon, chunksOf, file, header, line, rowsOf, storedFile, v2 } from '../../setup/read-file';

const faults = (rows: Awaited<ReturnType<typeof rowsOf>>) => rows.map((row) => row.fault?.reason ?? null);

describe('reading calls', () => {
  it('takes blank lines and the footer for no rows, and reads on after the footer', async () => {
    const chunks = await chunksOf(
      file('', line(), '  ', ',,,,,,,,', ' total ,,,,,,,"1,000.5",2', line({ 'Account Code': 'LATE' }), ''),
    );
    const rows = chunks.flatMap((chunk) => chunk.rows);
    expect(rows.map((row) => [row.rowNumber, row.line, row.accountCode])).toEqual([
      [1, 3, 'ACC-1001'],
      [2, 7, 'LATE'],
    ]);
    expect(chunks.at(-1)?.footer).toEqual({ buy: '1000.5', sell: '2', unreadable: null });
  });

  it.each([
    ['a currency sign', 'TOTAL,,,,,,,£0.01,0.0300000', { buy: null, sell: '0.030000' }],
    ['words', 'TOTAL,,,,,,,n/a,n/a', { buy: null, sell: null }],
    ['an amount in another column', 'TOTAL,9.99', { buy: null, sell: null }],
  ])('keeps a footer with %s as what cannot be read', async (_what, footer, amounts) => {
    const chunks = await chunksOf(file(line(), footer));
    expect(chunks.at(-1)?.footer).toEqual({ ...amounts, unreadable: footer });
  });

  it('reads a sum longer than any amount, and takes a footer without any for one that says nothing', async () => {
    const sum = '9'.repeat(20);
    const footerOf = async (text: string) => (await chunksOf(file(line(), text))).at(-1)?.footer;
    expect(await footerOf(`TOTAL,,,,,,,,${sum}.5`)).toEqual({
      buy: null,
      sell: `${sum}.5`,
      unreadable: null,
    });
    expect(await footerOf('TOTAL,,,,,,,,')).toEqual({ buy: null, sell: null, unreadable: null });
  });

  it('lets rows go without cells for which the header has no name', async () => {
    const text = [`${header},,`, line(), `${line()},`, `${line()},,`, `${line()},,,`, `${line()},x`].join(
      '\n',
    );
    expect(faults(await rowsOf(text))).toEqual([
      null,
      null,
      null,
      'The line has too many cells: 12 cells of 9. The last are blank, so an earlier one may be split in two',
      'The line has too many cells: 10 cells of 9',
    ]);
  });

  it('ends a chunk early where its rows are long', async () => {
    const text = file(...Array.from({ length: 10 }, () => line({ Destination: 'x'.repeat(500) })));
    const chunks = await chunksOf(text, v2, { chunkBytes: 1_500 });
    expect(chunks.map(({ rows }) => rows.length)).toEqual([3, 3, 3, 1]);
    const rows = chunks.flatMap((chunk) => chunk.rows);
    expect(rows).toEqual(await rowsOf(text));
  });

  it('remembers a footer that an earlier attempt passed', async () => {
    const text = file(line(), 'TOTAL,,,,,,,1,2', line(), line());
    const [, second] = await chunksOf(text, v2, { chunkRows: 1 });
    const rest = await chunksOf(text, v2, { resumeAt: second?.checkpoint });
    expect(rest.at(-1)).toMatchObject({ footer: { buy: '1', sell: '2' }, done: true });
  });

  it('reads quoted cells with delimiters, quotes and line breaks in them', async () => {
    const rows = await rowsOf(
      file(line({ Destination: '"Lon\r\n""don"", 5"' }), line({ Destination: '6" pipe' })),
    );
    expect(rows.map((row) => row.destination)).toEqual(['Lon\r\n"don", 5', '6" pipe']);
    expect(rows.map((row) => row.line)).toEqual([2, 4]);
    expect(rows[0]?.raw).toBe(line({ Destination: '"Lon\r\n""don"", 5"' }));
  });

  it.each(['"London', 'Paris,"', '"Lon""don'])(
    'loses one line to the broken quote of %s, and reads the rest',
    async (cell) => {
      const bad = line({ Destination: cell });
      const rows = await rowsOf(file(line(), bad, line(), line({ Destination: '"France, Paris"' }), line()));
      expect(rows).toHaveLength(5);
      expect(faults(rows).map((reason) => reason?.includes('quote') ?? false)).toEqual([
        false,
        true,
        false,
        false,
        false,
      ]);
      expect(rows[1]).toMatchObject({ raw: bad, line: 3, sell: null });
      expect(rows[3]?.destination).toBe('France, Paris');
    },
  );

  it('does not let a quote that opens here and closes far below take in the rows between', async () => {
    const rows = await rowsOf(
      file(
        line(),
        line({ Destination: '"London' }),
        line(),
        line(),
        line({ Destination: 'London"' }),
        line(),
      ),
    );
    expect(rows.at(1)?.fault?.reason).toContain('rows of their own');
    expect(rows.at(1)?.sell).toBeNull();
    expect(rows.at(1)?.raw).toBe(line({ Destination: '"London' }));
    expect(rows.map((row) => [row.line, row.fault === null])).toEqual([
      [2, true],
      [3, false],
      [4, true],
      [5, true],
      [6, true],
      [7, true],
    ]);
  });

  it('loses one line to one that has no end, and reads the rest', async () => {
    const long = line({ Destination: 'x'.repeat(300_000) });
    for (const blockBytes of [1000, 65_536, 1_000_000]) {
      const rows = await rowsOf(file(line(), long, line(), long), v2, { blockBytes });
      expect(faults(rows).map((reason) => reason?.includes('longer than 65536') ?? false)).toEqual([
        false,
        true,
        false,
        true,
      ]);
      expect(rows[1]?.raw).toBe(long.slice(0, 65_536));
    }
  });

  it('gives up on a quote that is not closed within the longest record', async () => {
    const many = Array.from({ length: 2000 }, () => line());
    const rows = await rowsOf(file(line({ Destination: '"London' }), ...many));
    expect(rows).toHaveLength(2001);
    expect(faults(rows).filter((reason) => reason !== null)).toHaveLength(1);
  });

  it.each(['utf16le', 'utf16be', 'utf8'])('follows the byte order mark of %s', async (encoding) => {
    const text = `\ufeff${file(line({ Destination: 'Besançon €' }), line())}`;
    const bytes = Buffer.from(text, encoding === 'utf8' ? 'utf8' : 'utf16le');
    if (encoding === 'utf16be') bytes.swap16();
    const chunks = await chunksOf(bytes, v2, { chunkRows: 1 });
    expect(chunks[0]?.rows[0]).toMatchObject({ destination: 'Besançon €', fault: null });
    expect(chunks[1]?.checkpoint.byteOffset).toBe(bytes.length);
  });

  it('reads windows-1252 where the type states it', async () => {
    const bytes = Buffer.from(file(line({ Destination: 'Besan\u00e7on \u0080' })), 'latin1');
    for (const encoding of ['windows-1252', 'latin1'])
      expect(await rowsOf(bytes, { ...v2, encoding })).toMatchObject([
        { destination: 'Besançon €', fault: null },
      ]);
  });

  it('never takes a character in silence that it could not decode', async () => {
    const bytes = Buffer.from(file(line({ Destination: 'Besan\u00e7on' }), line()), 'latin1');
    const [row, next] = await rowsOf(bytes);
    expect(row?.fault).toEqual({
      column: 'Destination',
      reason: 'Destination contains characters that are not valid utf-8',
    });
    expect(row).toMatchObject({ sell: '0.040', destination: 'Besan\ufffdon' });
    expect(next?.fault).toBeNull();
  });

  it('makes a row with NUL invalid and fit for the database', async () => {
    const many = Array.from({ length: 100 }, () => line());
    const row = (await rowsOf(file(...many, line({ Destination: 'Lon\0don' })))).at(-1);
    expect(row?.fault?.reason).toBe('Destination contains a NUL byte');
    expect(row?.raw).toBe(line({ Destination: 'Lon\ufffddon' }));
    expect(JSON.stringify(row)).not.toContain('\\u0000');
  });

  it('closes the file when the reader stops early', async () => {
    const stored = storedFile(file(...Array.from({ length: 50 }, () => line())), 100);
    const opened: Readable[] = [];
    const source = {
      open(fromByte: number) {
        const stream = stored.open(fromByte);
        opened.push(stream);
        return stream;
      },
    };
    const chunks = readCalls(source, v2, { ...atLondon, chunkRows: 1 });
    await chunks.next();
    await chunks.return(undefined);
    expect(opened.length).toBeGreaterThan(0);
    expect(opened.map((stream) => stream.destroyed)).toEqual(opened.map(() => true));
  });

  it('has a last line without a line ending', async () => {
    expect(await rowsOf(`${header}\n${line()}`)).toHaveLength(1);
    expect(await rowsOf(`${header}\n${line({ 'Client Amount': '"1"' })}\r`)).toMatchObject([{ sell: '1' }]);
  });
});
