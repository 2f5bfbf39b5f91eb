import { BadFileError } from '../../../readers/bad-file-error';
import { chunksOf, file, header, line, rowsOf, sampleFile, v2 } from '../../setup/read-file';

async function faultOf(...args: Parameters<typeof chunksOf>): Promise<BadFileError> {
  const error: unknown = await chunksOf(...args).catch((thrown: unknown) => thrown);
  if (!(error instanceof BadFileError)) throw new Error('the file was read');
  return error;
}

describe('a bad file', () => {
  it.each<[string, string | Buffer]>([
    ['empty-file', ''],
    ['empty-file', '\ufeff\r\n \r\n,,,\r\n'],
    ['empty-file', '\n'.repeat(200_000)],
    ['binary-file', Buffer.from('PK\u0003\u0004 and so on')],
    ['binary-file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])],
    ['binary-file', `${header}\n\0\n`],
    ['binary-file', Buffer.from(file(line()), 'utf16le')],
    ['no-readable-row', file(line({ 'Client Amount': 'lots' }))],
    ['columns-ambiguous', `${header},Client Amount\n${line()},9\n`],
  ])('is refused as %s', async (code, bytes) => expect((await faultOf(bytes)).code).toBe(code));

  it('says what to do about a workbook', async () => {
    const { message } = await faultOf(Buffer.from('PK\u0003\u0004'));
    expect(message).toMatch(/Excel workbook.*save it as CSV/);
  });

  it('says which columns were looked for, what was found, and the way out', async () => {
    const { code, message } = await faultOf(sampleFile('call-logger-v1-london-2026-04.csv'));
    expect(code).toBe('columns-missing');
    expect(message).toContain('"Account Code", "Call Date", "Call Time", "Operator Amount", "Client Amount"');
    expect(message).toContain('Client ID,Extension,Date,Time,Number,Destination,Duration,Cost');
    expect(message).toContain('Choose the Import Type');
  });

  it('says of which kind the faults are when no row is readable', async () => {
    const { message } = await faultOf(file(line({ Duration: 'x' }), line({ Duration: 'x' })));
    expect(message).toContain('all 2 are invalid, first line 2: Duration "x" is not a duration');
  });

  it('is one whose utf-16 has no byte order mark, unless the type says which', async () => {
    const bytes = Buffer.from(file(line()), 'utf16le');
    expect((await faultOf(bytes, { ...v2, encoding: 'utf-16' })).code).toBe('encoding-unknown');
    expect(await rowsOf(bytes, { ...v2, encoding: 'utf-16le' })).toHaveLength(1);
  });
});

describe('a file whose lines end in CR alone', () => {
  const withCr = (...lines: string[]) => lines.join('\r');
  const many = Array.from({ length: 2_000 }, () => line());

  const notes = `${header},Notes`;

  it.each<[string, number, string | Buffer, object?]>([
    ['with one row', 1, withCr(header, line())],
    ['with a CR at its end', 1, withCr(header, line(), '')],
    ['with a header alone', 0, withCr(header, '')],
    ['with a column of no use at the end', 1, withCr(notes, `${line()},x`)],
    ['longer than the longest record', 2_000, withCr(header, ...many)],
    ['with quotes', 2, withCr(header, line({ Destination: '"France, Paris"' }), line())],
    ['with a line break in quotes', 2, withCr(header, line({ Destination: '"France\nParis"' }), line())],
    ['with a preamble', 1, withCr('Site: London', '', header, line())],
    ['with a preamble whose lines end in LF', 2_000, `Site: London\n${withCr(header, ...many)}`],
    ['in utf-16', 2_000, Buffer.from(`\ufeff${withCr(header, ...many)}`, 'utf16le')],
    ['in windows-1252', 1, Buffer.from(withCr(`${header},\u00e9`, line()), 'latin1'), { encoding: 'latin1' }],
  ])('is read as any other: %s', async (_what, count, bytes, changes = {}) => {
    const chunks = await chunksOf(bytes, { ...v2, ...changes });
    const rows = chunks.flatMap((chunk) => chunk.rows);
    expect(rows.map(({ fault }) => fault)).toEqual(Array(count).fill(null));
    expect(chunks.at(-1)?.checkpoint.lines?.rows).toBeGreaterThanOrEqual(count);
  });

  it('loses no more than one line to a quote that is never closed', async () => {
    const rows = await rowsOf(withCr(header, line({ Destination: '"Paris' }), ...many));
    expect(rows.map(({ fault }) => fault === null)).toEqual([false, ...many.map(() => true)]);
  });

  it('is refused where only some do, and the header is among them', async () => {
    const { code, message } = await faultOf(`Site: London\n\n\n\n${withCr(header, line(), line())}\n`);
    expect([code, message]).toEqual(['line-endings', expect.stringContaining('save it as CSV again')]);
  });

  it('costs the lines that do, where others end in LF, one row that says so', async () => {
    const [, mixed] = await rowsOf(`${header}\n${line()}\n${withCr(line(), line(), line())}\n`);
    expect(mixed?.fault?.reason).toContain('others that end in CR alone');
  });

  it('is none that has a CR somewhere in a line, or before each CRLF', async () => {
    expect(await rowsOf(`Site:\rLondon\n${header}\n${line()}\n`)).toHaveLength(1);
    expect(await rowsOf(`${header}\r\r\n${line()}\r\r\n`)).toMatchObject([{ fault: null }]);
    expect(await rowsOf(`"Site:\rLondon\rBridge\n${header}\n${line()}\n`)).toHaveLength(1);
  });
});

describe('a file of lines that cannot be told into cells', () => {
  it.each([
    ['too long', 'x'.repeat(70_000)],
    ['of broken quotes', '"x\n"x'],
  ])('is not said to be blank: %s', async (_what, text) => {
    const { code, message } = await faultOf(text);
    expect(code).toBe('columns-missing');
    expect(message).toContain(`The first line is: ${text.split('\n')[0]?.slice(0, 100)}`);
  });
});

describe('the header', () => {
  it('is found after a preamble, in any case, order and spacing', async () => {
    const preamble = Array.from({ length: 19 }, (_, at) => `Site "${at}, London Bridge`);
    const shuffled = ` client amount ,OPERATOR AMOUNT,${header.split(',').slice(0, 7).join(',')}`;
    const row = `9.5,1,${line().split(',').slice(0, 7).join(',')}`;
    const [read] = await rowsOf([...preamble, shuffled, row].join('\n'));
    expect(read).toMatchObject({ sell: '9.5', buy: '1', line: 21, rowNumber: 1 });
  });

  it('is not looked for past line 20', async () => {
    const preamble = Array.from({ length: 20 }, () => 'x');
    expect((await faultOf([...preamble, header, line()].join('\n'))).code).toBe('columns-missing');
  });

  it('may lack what a row can do without', async () => {
    const few = header.replace('Extension', 'Apparatus').replace('Destination', 'Where');
    const [row] = await rowsOf([few, line()].join('\n'));
    expect(row).toMatchObject({ fault: null, extension: null, destination: null });
  });

  it('gives way to positions where the type has none', async () => {
    const names = header.split(',');
    const position = (name: string) => [String(names.indexOf(name) + 1)];
    const columns = Object.fromEntries(
      Object.entries(v2.columns).map(([column, [name]]) => [column, position(name as string)]),
    );
    const rows = await rowsOf([line(), line({ 'Client Amount': 'lots' })].join('\n'), {
      ...v2,
      header: false,
      columns,
    });
    expect(rows[0]).toMatchObject({ line: 1, sell: '0.040', fault: null });
    expect(rows[1]?.fault).toEqual({ column: 'Column 9', reason: 'Column 9 "lots" is not an amount' });
  });
});
