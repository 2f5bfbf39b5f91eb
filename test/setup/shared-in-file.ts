/** In place of shared-system.ts where coverage is counted, which counts what runs in the process of a test file. */
export { startSystem as sharedSystem } from './own-system';
