import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../../config/project-root';

/** Where the contract is stored, so that reviews see its changes. */
export const contractFile = path.join(projectRoot(), 'api/openapi.json');

/** The types that clients take from it. */
export const typesFile = path.join(projectRoot(), 'clients/typescript/src/schema.d.ts');

const widest = 110;

/** JSON on as few lines as remain readable. */
export const contractText = (contract: unknown): string => `${print(contract, '')}\n`;

function print(value: unknown, indent: string): string {
  const line = JSON.stringify(value);
  if (typeof value !== 'object' || value === null || indent.length + line.length <= widest) return line;
  const deeper = `${indent}  `;
  const member = ([name, one]: [string, unknown]) =>
    // An example follows from its parts: it takes one line, however long.
    `${JSON.stringify(name)}: ${name === 'examples' ? JSON.stringify(one) : print(one, deeper)}`;
  const members = Array.isArray(value)
    ? value.map((one) => print(one, deeper))
    : Object.entries(value).map(member);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${members.map((one) => deeper + one).join(',\n')}\n${indent}${close}`;
}

const cli = 'node_modules/openapi-typescript/bin/cli.js';

/** TypeScript of the stored contract. A field with a default may be left out of a request. */
export async function typesText(): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [cli, contractFile, '--default-non-nullable', 'false'],
    { cwd: projectRoot() },
  );
  return stdout;
}
