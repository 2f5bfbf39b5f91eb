import { retryAfterMs } from '../../../connectors/connect/answer';

const now = new Date('2026-05-04T09:30:00Z');

it.each([
  ['3', 3_000],
  [' 0 ', 0],
  ['0.25', 250],
  ['Mon, 04 May 2026 09:30:05 GMT', 5_000],
  ['Monday, 04-May-26 09:30:05 GMT', 5_000],
  ['Mon, 04 May 2026 09:29:00 GMT', 0],
  ['', null],
  ['soon', null],
  [null, null],
])('reads %p as %p ms', (header, ms) => {
  expect(retryAfterMs(header, now)).toBe(ms);
});
