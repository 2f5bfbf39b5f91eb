import { Readable } from 'node:stream';
import { readCalls } from '../../../readers/read-calls';
import { bytesKept } from '../../setup/bytes-kept';
import { atLondon, header, line, v2 } from '../../setup/read-file';

describe('reading a large file', () => {
  it('does not hold on to a line without end, such as 100 MB without a line break', async () => {
    const blocks = Array.from({ length: 1600 }, () => Buffer.alloc(65_536, 'x'));
    const start = Buffer.from(`${header}\n${line()}\n`);
    const source = {
      open: (fromByte: number) =>
        Readable.from(
          fromByte < start.length ? [start.subarray(fromByte), ...blocks, Buffer.from(`\n${line()}`)] : [],
        ),
    };
    const rows = [];
    const started = Date.now();
    for await (const chunk of readCalls(source, v2, atLondon)) rows.push(...chunk.rows);
    expect(rows.map((row) => row.fault === null)).toEqual([true, false, true]);
    expect(Date.now() - started).toBeLessThan(20_000);
  });

  it.each<[string, (at: number) => string]>([
    ['long cells, none like another', (at) => line({ 'Call Date': `${at}`.padStart(60_000, 'x') })],
    ['blank lines', () => '\n'.repeat(60_000)],
    ['one row among footers', (at) => `${line({ 'Call Date': `${at}` })}\n${'TOTAL,1\n'.repeat(8_000)}`],
  ])('keeps nothing of 64 MB of %s', async (_what, part) => {
    const parts = function* () {
      yield Buffer.from(`${header}\n${line()}\n`);
      for (let at = 0; at < 1_000; at++) yield Buffer.from(`${part(at)}\n`);
    };
    const calls = readCalls({ open: () => Readable.from(parts()) }, v2, atLondon);
    const before = bytesKept();
    let most = 0;
    for await (const { rows } of calls) most = Math.max(most, rows.length && bytesKept() - before);
    expect(most).toBeLessThan(40_000_000);
  });
});
