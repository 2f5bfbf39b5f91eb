import { randomBytes } from 'node:crypto';
import { projectRoot } from '../../config/project-root';
import { readImportTypes, readSeed } from '../../dev/launcher/seed/seed-files';
import type { Database } from '../../prisma/client/database';
import { saveImportType } from '../../prisma/repositories/catalogue/import-types';
import { registerPerson } from '../../prisma/repositories/people/persons';
import type { Who } from './api-client';
import type { System } from './system';

/** The Location that the samples give this name, where they stand as they are. */
export function samplePlace(sample: string): { name: string; siteId: string } {
  const found = readSeed(projectRoot()).locations.find(({ name }) => name === sample);
  if (!found) throw new Error(`the samples have no Location ${sample}`);
  return { name: found.name, siteId: found.connectSiteId };
}

export async function makePersons(database: Database): Promise<Record<Who, string>> {
  const keys: Record<string, string> = {};
  for (const { key, name, roles } of readSeed(projectRoot()).persons) {
    keys[key] = randomBytes(16).toString('hex');
    await registerPerson(database.pool, { name, kind: 'human', roles, key: keys[key] });
  }
  return keys;
}

/** Locations of the samples; Connect has their sites. @returns ids by name. */
export async function makeLocations(
  database: Database,
  control: System['control'],
): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const location of readSeed(projectRoot()).locations) {
    const { id } = await database.prisma.location.create({ data: location });
    ids[location.name] = id;
    await control('PUT', `/sites/${location.connectSiteId}`, {
      name: location.name,
      timeZone: location.timeZone,
    });
  }
  return ids;
}

/** Products and Import Types of the samples. */
export async function makeProducts(database: Database): Promise<void> {
  for (const { name, products } of readSeed(projectRoot()).productGroups) {
    const group = await database.prisma.productGroup.create({ data: { name } });
    for (const { markup, ...product } of products)
      await database.prisma.product.create({
        data: { ...product, productGroupId: group.id, markupPercent: markup?.percent ?? null },
      });
  }
  for (const { name, ...definition } of readImportTypes(projectRoot()))
    await saveImportType(database, name, definition, null);
}
