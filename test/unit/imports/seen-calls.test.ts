import { createHash } from 'node:crypto';
import { SeenCalls } from '../../../domain/imports/seen-calls';

const fingerprint = (of: number): string =>
  createHash('sha256').update(String(of)).digest().toString('latin1').slice(0, 16);
/** Quick, and as different as fingerprints. */
const quick = (of: number): string =>
  String.fromCharCode(1, (of >> 16) & 255, (of >> 8) & 255, of & 255, 2, 3, 4, 5).padEnd(16, 'x');
const bytesOf = (lines: number) => lines * 60;

describe('calls seen while a file is read', () => {
  it('are named by their rows if they came again, each row once, however many there are', () => {
    const seen = new SeenCalls(bytesOf(200_000));
    for (let call = 0; call < 200_000; call++) seen.add(fingerprint(call), call + 1);
    expect(seen.repeated()).toEqual([]);
    const again = [0, 7, 131_072, 199_999, 7];
    again.forEach((call, at) => seen.add(fingerprint(call), 200_001 + at));
    expect(seen.repeated()).toEqual([1, 200_001, 8, 200_002, 131_073, 200_003, 200_000, 200_004, 200_005]);
  });

  it('are told apart where they differ only in the last byte that is kept', () => {
    const seen = new SeenCalls(bytesOf(10));
    const zeros = '\0'.repeat(16);
    ['\0', '\u0001', '\u0002'].forEach((last, at) =>
      seen.add(`${zeros.slice(0, 7)}${last}${zeros.slice(8)}`, at + 1),
    );
    expect(seen.repeated()).toEqual([]);
    seen.add(zeros, 4);
    expect(seen.repeated()).toEqual([1, 4]);
  });

  it('are named wherever in the table they were put, at its end too', () => {
    const seen = new SeenCalls(1);
    const last = (of: number) => `\u00ff\u00ff\u00ff\u00ff\0\0\0${String.fromCharCode(of)}`.padEnd(16, 'x');
    const calls = Array.from({ length: 200 }, (_, at) => last(at + 1));
    calls.forEach((call, at) => seen.add(call, at + 1));
    expect(seen.repeated()).toEqual([]);
    calls.forEach((call, at) => seen.add(call, at + 201));
    expect(seen.repeated()).toEqual(calls.flatMap((_, at) => [at + 1, at + 201]));
  });

  it('are not told any more where too many came again', () => {
    const seen = new SeenCalls(bytesOf(20_002));
    for (let call = 0; call <= 10_000; call++)
      [1, 2].forEach((row) => seen.add(fingerprint(call), call * 2 + row));
    expect(seen.repeated()).toBeNull();
  });

  it('are not told any more where there are more than the size of the file let expect', () => {
    const seen = new SeenCalls(bytesOf(100_000));
    for (let call = 0; call <= 2 ** 17 * 0.85; call++) seen.add(quick(call), call + 1);
    expect(seen.repeated()).toBeNull();
    seen.add(quick(1), 2);
    expect(seen.repeated()).toBeNull();
  });
});
