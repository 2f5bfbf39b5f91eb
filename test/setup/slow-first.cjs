const Sequencer = require('@jest/test-sequencer').default;

/** What mostly waits, for time-outs of minutes, and leaves the processor to others. */
const waits = [/own-system\/imports\/stopped/, /own-system\/processes\//, /own-system\/database\/sessions/];

/**
 * As Jest would, those that took longest, or are the largest, first; but those that wait beside those that work, one by
 * one: waiting all at once, they would leave the processor idle, and begun last, they would be waited for alone.
 */
module.exports = class SlowFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const waiting = sorted.filter(({ path }) => waits.some((pattern) => pattern.test(path)));
    const working = sorted.filter((test) => !waiting.includes(test));
    const pairs = Array.from({ length: Math.max(waiting.length, working.length) }, (_, at) => [
      waiting[at],
      working[at],
    ]);
    return pairs.flat().filter(Boolean);
  }
};
