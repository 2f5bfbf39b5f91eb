import path from 'node:path';
import type { DataConverter } from '@temporalio/common';
import { createPayloadCodec } from '../config/payload-codec';
import { noPayloadKeys, type PayloadKeys } from '../config/payload-keys';
import { projectRoot } from '../config/project-root';

const compiled = (file: string) => path.join(projectRoot(), 'dist', file);

/** Compiled: the bundle of the workflows includes it, and the worker loads it. */
export const payloadConverterPath = compiled('workflows/payload-converter.js');

/** What passes between this process and Temporal. The codec runs outside the sandbox of workflows: it may be random. */
export const dataConverterOf = (keys: PayloadKeys = noPayloadKeys): DataConverter => ({
  payloadConverterPath,
  ...(keys.encryptWith && { failureConverterPath: compiled('worker/encrypted-failures.js') }),
  payloadCodecs: [createPayloadCodec(keys)],
});
