import type { FieldError } from '../../../domain/refusal';
import { fold } from '../../../domain/text/fold';
import type { Locations } from '../../../prisma/client/page-sql';
import type { Database } from '../../../prisma/client/database';
import { currentImportTypes } from '../../../prisma/repositories/catalogue/import-types';
import { locationNames } from '../../../prisma/repositories/catalogue/locations';
import { allProductGroups } from '../../../prisma/repositories/catalogue/products';

export const named = <T extends { id: string; name: string }>(items: T[], wanted: string): T | undefined =>
  items.find(({ id }) => id === wanted) ?? items.find(({ name }) => fold(name) === fold(wanted));

/** What a form names, as far as it does. */
interface FormNames {
  locationId?: string;
  location?: string;
  importType?: string;
  productGroup?: string;
  product?: string;
}

/**
 * What the form names, each undefined where it names nothing that exists.
 * @param where Locations at which the person may import: the form knows no others.
 */
export async function lookUp(database: Database, form: FormNames, where: Locations) {
  const [locations, types, groups] = await Promise.all([
    locationNames(database, where),
    currentImportTypes(database),
    allProductGroups(database),
  ]);
  const unknown: FieldError[] = [];
  const find = <T extends { id: string; name: string }>(field: keyof FormNames, known: T[]) => {
    const wanted = form[field];
    if (wanted === undefined) return undefined;
    const found = named(known, wanted);
    if (!found) unknown.push(unknownName(field, wanted, known));
    return found;
  };
  const location = find(form.locationId === undefined ? 'location' : 'locationId', locations);
  const importType = find('importType', types);
  const group = find('productGroup', groups);
  const product = form.product === undefined ? undefined : named(group?.products ?? [], form.product);
  const archived: FieldError | null = product?.archived
    ? { pointer: '/product', detail: `${product.name} is archived: choose another product.` }
    : null;
  if (archived) unknown.push(archived);
  const strays = group !== undefined && form.product !== undefined && product === undefined;
  const notInGroup = strays ? notInGroupError(form.product as string, group.name, groups) : null;
  return { location, importType, product, unknown, notInGroup };
}

function unknownName(field: string, value: string, known: { name: string }[]): FieldError {
  const names = known.slice(0, 20).map(({ name }) => `"${name}"`);
  return { pointer: `/${field}`, detail: `Unknown: "${value}". Known: ${names.join(', ')}.` };
}

function notInGroupError(
  wanted: string,
  group: string,
  groups: { name: string; products: { id: string; name: string }[] }[],
): FieldError {
  const home = groups.find(({ products }) => named(products, wanted));
  const detail = home
    ? `${wanted} is a product of ${home.name}, not of ${group}.`
    : `${group} has no product "${wanted}".`;
  return { pointer: '/product', detail };
}
