const { AsyncLocalStorage } = require('node:async_hooks');
const { TestEnvironment } = require('jest-environment-node');

/** Those in use: by then, Node passes each one's store on to every promise. Node 24 has another way, without a list. */
const inUse = new Set();
const { _enable: enable } = AsyncLocalStorage.prototype;
if (enable)
  AsyncLocalStorage.prototype._enable = function () {
    inUse.add(this);
    return enable.call(this);
  };

/**
 * Each test file has its modules anew. What is dear to load, and keeps no state, a file may take from its worker, which has
 * it once: Temporal's messages alone cost a tenth of a file's processor time. Not for what is asked with `instanceof`
 * Error, Date, Map or Set: outside a file, these are other ones.
 */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global.requireOnce = require;
    this.before = new Set(inUse);
  }

  /** Nobody asks for a file's stores once it is done: left in use, those of each file would slow down all that follow. */
  async teardown() {
    await super.teardown();
    for (const storage of inUse) {
      if (this.before.has(storage)) continue;
      storage.disable();
      inUse.delete(storage);
    }
  }
};
