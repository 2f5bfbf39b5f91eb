import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { payloadConverterPath } from './data-converter';

/** Bundles the compiled workflows once, at build time, so that a worker starts quickly. */
async function build(): Promise<void> {
  const quiet = { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error };
  const { code } = await bundleWorkflowCode({
    workflowsPath: path.join(__dirname, '../workflows/index.js'),
    payloadConverterPath,
    logger: quiet,
  });
  await writeFile(path.join(__dirname, '../workflow-bundle.js'), code);
}

void build();
