/** All workflows that the worker runs: the entry point of the bundle. */
export { chargeImport } from './charge-import/workflow';
export { sendToConnect } from './send-to-connect/workflow';
