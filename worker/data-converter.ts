import path from 'node:path';
import { projectRoot } from '../config/project-root';

/** Compiled: the bundle of the workflows includes it, and the worker loads it. */
export const payloadConverterPath = path.join(projectRoot(), 'dist/workflows/payload-converter.js');

export const dataConverter = { payloadConverterPath };
