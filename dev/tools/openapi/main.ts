import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { contract } from '../../../api/routes';
import { breakingChanges, type Contract } from './breaking-changes';
import { contractFile, contractText, typesFile, typesText } from './contract-file';

/** Updates the stored contract and its types, and lists what breaks clients of the previous one. */
async function main(): Promise<void> {
  const made = contract();
  const before = existsSync(contractFile)
    ? (JSON.parse(readFileSync(contractFile, 'utf8')) as Contract)
    : null;
  for (const broken of before ? breakingChanges(before, made) : []) console.log(`Breaking: ${broken}.`);
  writeFileSync(contractFile, contractText(made));
  mkdirSync(path.dirname(typesFile), { recursive: true });
  writeFileSync(typesFile, await typesText());
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
