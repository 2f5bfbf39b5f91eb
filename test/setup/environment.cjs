const { TestEnvironment } = require('jest-environment-node');

/**
 * Each test file has its modules anew. What is dear to load, and keeps no state, a file may take from its worker, which has
 * it once: Temporal's messages alone cost a tenth of a file's processor time. Not for what is asked with `instanceof`
 * Error, Date, Map or Set: outside a file, these are other ones.
 */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.requireOnce = require;
  }
};
