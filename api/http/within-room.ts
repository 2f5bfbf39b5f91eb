import { pipeline, type Readable, Transform } from 'node:stream';
import type { Refusal } from '../../domain/refusal';

/** How large a file may be, for another reason than the size of requests. */
export interface FileRoom {
  bytes: number;
  refusal: () => Refusal;
}

/** The same file, as long as there is room for it. @param exceeded Told as soon as there is none. */
export function withinRoom(
  file: Readable,
  { bytes, refusal }: FileRoom,
  exceeded: (why: Refusal) => void,
): Readable {
  let left = bytes;
  const counting = new Transform({
    transform(piece: Buffer, _encoding, done) {
      left -= piece.length;
      if (left >= 0) return done(null, piece);
      const why = refusal();
      exceeded(why);
      done(why);
    },
  });
  pipeline(file, counting, () => undefined);
  return counting;
}
