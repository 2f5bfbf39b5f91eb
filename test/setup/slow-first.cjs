const Sequencer = require('@jest/test-sequencer').default;

/** What mostly waits, for time-outs of minutes: begun last, it would be waited for alone. */
const waits = [/own-system\/imports\/stopped/, /own-system\/processes\//, /own-system\/database\/sessions/];

/** Those that wait first, then as Jest would: those that took longest, or are the largest, first. */
module.exports = class SlowFirst extends Sequencer {
  sort(tests) {
    const rank = ({ path }) => Number(!waits.some((pattern) => pattern.test(path)));
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
};
