import { createHash } from 'node:crypto';
import { SeenCalls } from '../../../domain/imports/seen-calls';

const fingerprint = (of: number): string =>
  createHash('sha256').update(String(of)).digest().toString('latin1').slice(0, 16);
/** Quick, and as different as fingerprints. */
const quick = (of: number): string =>
  String.fromCharCode(1, (of >> 16) & 255, (of >> 8) & 255, of & 255, 2, 3, 4, 5).padEnd(16, 'x');

describe('calls seen while a file is read', () => {
  it('are named if they came again, each once, however many there are', () => {
    const seen = new SeenCalls();
    for (let call = 0; call < 200_000; call++) seen.add(fingerprint(call));
    expect(seen.repeated()).toEqual([]);
    const again = [0, 7, 131_072, 199_999, 7].map(fingerprint);
    again.forEach((call) => seen.add(call));
    expect(seen.repeated()).toEqual([...new Set(again)]);
  });

  it('are told apart where they differ only in their last bytes that are kept, or in zeros', () => {
    const seen = new SeenCalls();
    const zeros = '\0'.repeat(16);
    for (const call of [zeros, `${zeros.slice(0, 7)}\u0002${zeros.slice(8)}`, `\u0001${zeros.slice(1)}`])
      seen.add(call);
    expect(seen.repeated()).toEqual([]);
    seen.add(zeros);
    expect(seen.repeated()).toEqual([zeros]);
  });

  it('are not told any more where too many came again', () => {
    const seen = new SeenCalls();
    for (let call = 0; call < 1_001; call++) [call, call].forEach((one) => seen.add(fingerprint(one)));
    expect(seen.repeated()).toBeNull();
  });

  it('are not told any more where there are more than fit', () => {
    const seen = new SeenCalls();
    for (let call = 0; call <= 3_145_728; call++) seen.add(quick(call));
    expect(seen.repeated()).toBeNull();
    seen.add(quick(1));
    expect(seen.repeated()).toBeNull();
  });
});
