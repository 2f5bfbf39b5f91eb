import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type ImportTypeDefinition } from '../../domain/catalogue/import-type';
import { type ReadRow } from '../../domain/imports/read-row';
import { type CallChunk, ReadAgain, readCalls, type ReadCallsOptions } from '../../readers/read-calls';

const samples = join(__dirname, '../../dev/samples');

export const sampleFile = (name: string): Buffer => readFileSync(join(samples, name));

export const sampleJson = <Content>(name: string): Content =>
  JSON.parse(sampleFile(name).toString('utf8')) as Content;

/** An Import Type of the samples, without the name that it is stored under. */
export function sampleType(name: 'essensys call logger' | 'essensys call logger v2'): ImportTypeDefinition {
  const types = sampleJson<(ImportTypeDefinition & { name?: string })[]>('import-types.json');
  const definition = { ...(types.find((type) => type.name === name) as (typeof types)[number]) };
  delete definition.name;
  return definition;
}

export const v2 = sampleType('essensys call logger v2');

/** A stored file that comes in blocks of `blockBytes`. */
export function storedFile(bytes: Buffer | string, blockBytes = 65_536) {
  const all = Buffer.from(bytes as Buffer);
  return {
    open(fromByte: number): Readable {
      const blocks: Buffer[] = [];
      for (let at = fromByte; at < all.length; at += blockBytes)
        blocks.push(all.subarray(at, at + blockBytes));
      return Readable.from(blocks);
    },
  };
}

export const atLondon = { timeZone: 'Europe/London', currency: 'GBP', chunkRows: 1000 };

export async function chunksOf(
  bytes: Buffer | string,
  definition: ImportTypeDefinition = v2,
  options: Partial<ReadCallsOptions> & { blockBytes?: number } = {},
): Promise<CallChunk[]> {
  const chunks: CallChunk[] = [];
  const source = storedFile(bytes, options.blockBytes);
  try {
    for await (const chunk of readCalls(source, definition, { ...atLondon, ...options })) chunks.push(chunk);
  } catch (error) {
    if (!(error instanceof ReadAgain)) throw error;
    return chunksOf(bytes, definition, { ...options, resumeAt: error.checkpoint });
  }
  return chunks;
}

export async function rowsOf(...args: Parameters<typeof chunksOf>): Promise<ReadRow[]> {
  return (await chunksOf(...args)).flatMap((chunk) => chunk.rows);
}

export const header =
  'Account Code,Extension,Call Date,Call Time,Number Dialled,Destination,Duration,Operator Amount,Client Amount';

/** A line of a v2 file, with some cells changed. */
export function line(cells: Partial<Record<string, string>> = {}): string {
  const usual: Record<string, string> = {
    'Account Code': 'ACC-1001',
    Extension: '2101',
    'Call Date': '01/05/2026',
    'Call Time': '09:14:22',
    'Number Dialled': '02079460123',
    Destination: 'London',
    Duration: '00:03:07',
    'Operator Amount': '0.0142',
    'Client Amount': '0.040',
  };
  return header
    .split(',')
    .map((name) => cells[name] ?? usual[name])
    .join(',');
}

export const file = (...lines: string[]): string => [header, ...lines].join('\r\n') + '\r\n';

/** The one row of a file with these cells changed, read by v2 with some of it changed. */
export async function rowOf(
  cells: Partial<Record<string, string>>,
  changes: Partial<ImportTypeDefinition> = {},
): Promise<ReadRow> {
  const [row] = await rowsOf(file(line(cells), line()), { ...v2, ...changes });
  return row as ReadRow;
}
