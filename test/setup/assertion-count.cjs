/** Says how many assertions were made and held, so that a change to the tests can show that it lost none. */
module.exports = class AssertionCount {
  onRunComplete(_contexts, { testResults }) {
    const tests = testResults.flatMap((file) => file.testResults);
    const held = tests.reduce((sum, { numPassingAsserts }) => sum + (numPassingAsserts ?? 0), 0);
    process.stderr.write(`Assertions:  ${held}\n`);
  }
};
