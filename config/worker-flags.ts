/**
 * Flags of Node for every worker: docs/configuration.md, Memory. The compose file and `npm run start:worker` repeat
 * them.
 */
export const workerFlags = ['--max-semi-space-size=32', '--no-allocation-site-pretenuring'];
