import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fold } from '../../domain/text/fold';
import type { ImportTypeDefinition } from '../../domain/catalogue/import-type';
import { projectRoot } from '../../config/project-root';
import { saveImportType } from '../../prisma/repositories/catalogue/import-types';
import { newAccount } from './accounts';
import { importFile } from './imports';
import type { System } from './system';

const folder = path.join(projectRoot(), 'test/shared-system/imports/cases');
const files = readdirSync(folder);

interface CaseDefinition {
  importType: ImportTypeDefinition;
  location: { timeZone: string; currency: string };
  /** Codes, or codes with the dates between which they are good. */
  accountCodes: (string | [string, string, string])[];
}

/** A Location with an Import Type of its own and one Account for each code, as a case has them. */
export interface CasePlace {
  /** Name and id of the Location. */
  location: string;
  locationId: string;
  importType: string;
  /** Account ids by code. */
  accounts: Record<string, string>;
}

const fileOf = (beginning: string, ending: string): string => {
  const found = files.find((file) => file.startsWith(beginning) && file.endsWith(ending));
  if (!found) throw new Error(`no case ${beginning}…${ending}`);
  return path.join(folder, found);
};

let made = 0;

/** @param changes To the case's Import Type. */
export async function openCase(
  system: System,
  name: string,
  { changes = {}, codes }: { changes?: Partial<ImportTypeDefinition>; codes?: string[] } = {},
): Promise<CasePlace> {
  const definition = JSON.parse(readFileSync(fileOf(name, '.json'), 'utf8')) as CaseDefinition;
  const unique = `Case ${name} (${++made}${system.mark})`;
  const locationId = await system.addLocation({ name: unique, ...definition.location });
  await saveImportType(system.database, unique, { ...definition.importType, ...changes }, null);
  const accounts: Record<string, string> = {};
  for (const one of codes ?? definition.accountCodes) {
    const [code, from = null, to = null] = typeof one === 'string' ? [one] : one;
    accounts[code] = await accountWithCode(system, locationId, { code, from, to });
  }
  return { location: unique, locationId, importType: unique, accounts };
}

/** An Account at the Location of a case, whose tenancy began in 2020, with a code. @returns its id. */
export async function accountWithCode(
  system: System,
  locationId: string,
  {
    code,
    from = null,
    to = null,
    tenancyFrom = '2020-01-01',
  }: Record<string, string | null> & { code: string },
): Promise<string> {
  const { id } = await newAccount(system, { locationId, tenancyFrom });
  await system.database.query(
    `INSERT INTO account_code (account_id, location_id, code, code_key, effective_from, effective_to)
      VALUES ($1, $2, $3, $4, $5, $6)`,
    [id, locationId, code, fold(code), from, to],
  );
  return id;
}

/** The file of a case, such as `42a`. */
export const caseFile = (name: string): Buffer => readFileSync(fileOf(name, '.csv'));

/** Imports a file at the place of a case, of June 2026, and waits until it rests. */
export const importCase = (
  system: System,
  { location, importType }: CasePlace,
  content: Buffer | string,
  fields: Record<string, string> = {},
) =>
  importFile(system, {
    content,
    fields: { location, importType, batchDate: '2026-07-01', referenceDate: '2026-06-30', ...fields },
  });
