import { memoize } from '../../../domain/memoize';
import { codeFolder } from '../../../prisma/repositories/imports/copy-rows';
import { bytesKept } from '../../setup/bytes-kept';

/** A reader that counts how often it is asked. */
function counting(most?: number) {
  const asked: string[] = [];
  const read = memoize((cell: string) => {
    asked.push(cell);
    return cell.length;
  }, most);
  return { read, asked };
}

const MB = 1_000_000;
/** What is cut out of a block of a file: a code, and the block around it. */
const cellOf = (block: number): string => {
  const text = Buffer.alloc(64_000, `code-of-block-${block}-`).toString('latin1');
  return text.slice(14, 14 + 25);
};

describe('what is remembered of cells', () => {
  it('is read once, and says the same', () => {
    const { read, asked } = counting();
    expect(['ab', 'abc', 'ab', 'abc'].map(read)).toEqual([2, 3, 2, 3]);
    expect(asked).toEqual(['ab', 'abc']);
  });

  it('is nothing of a long cell', () => {
    const { read, asked } = counting();
    const longest = 'x'.repeat(64);
    expect([longest, longest, `${longest}x`, `${longest}x`].map(read)).toEqual([64, 64, 65, 65]);
    expect(asked.map((cell) => cell.length)).toEqual([64, 65, 65]);
  });

  it('is forgotten when it is too much', () => {
    const { read, asked } = counting(2);
    ['a', 'b', 'a', 'b', 'c', 'a', 'a'].forEach(read);
    expect(asked).toEqual(['a', 'b', 'c', 'a']);
  });

  it('keeps half a pair of surrogates apart from what it is not', () => {
    const { read, asked } = counting();
    ['\ud83d', '\ufffd', '\ud83d', '\u{1f600}'].forEach(read);
    expect(asked).toEqual(['\ud83d', '\ufffd', '\u{1f600}']);
  });

  it.each([
    ['of what is read', () => memoize((cell: string) => cell.slice(1))],
    ['of account codes', () => codeFolder()],
  ])('does not keep the block of the file around it in memory: %s', (_what, make) => {
    const read = make();
    read(cellOf(-1));
    const before = bytesKept();
    for (let block = 0; block < 1_000; block++) read(cellOf(block));
    expect(bytesKept() - before).toBeLessThan(16 * MB);
    expect(read(cellOf(0))).toContain('ode-of-block');
  });
});
