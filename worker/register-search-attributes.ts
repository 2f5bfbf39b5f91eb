import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection } from '@temporalio/client';
import { type SearchAttributeName, searchAttributes } from '../workflows/search-attributes';

/** temporal.api.enums.v1.IndexedValueType */
const INDEXED_VALUE_TYPE = { Keyword: 2, Int: 3 } as const;
const WAIT_MS = 60_000;
const names = Object.keys(searchAttributes) as SearchAttributeName[];

/**
 * Registers the search attributes that the namespace lacks, and waits until searches with all of them work.
 * @returns the names that were missing.
 * @throws Error if one exists with another type, or they are not usable within a minute.
 */
export async function registerSearchAttributes(
  connection: Connection,
  namespace: string,
): Promise<SearchAttributeName[]> {
  const missing = await findMissing(connection, namespace);
  if (missing.length > 0) await add(connection, namespace, missing);
  await waitUntilUsable(connection, namespace);
  return missing;
}

async function findMissing(connection: Connection, namespace: string): Promise<SearchAttributeName[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  for (const name of names) {
    const type = customAttributes[name];
    if (type !== undefined && Number(type) !== INDEXED_VALUE_TYPE[searchAttributes[name]])
      throw new Error(
        `Search attribute ${name} of namespace ${namespace} is not of type ${searchAttributes[name]}.`,
      );
  }
  return names.filter((name) => customAttributes[name] === undefined);
}

async function add(connection: Connection, namespace: string, missing: SearchAttributeName[]): Promise<void> {
  await connection.operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(
      missing.map((name) => [name, INDEXED_VALUE_TYPE[searchAttributes[name]]]),
    ),
  });
}

async function waitUntilUsable(connection: Connection, namespace: string): Promise<void> {
  const query = names
    .map((name) => `${name} = ${searchAttributes[name] === 'Int' ? '0' : "'none'"}`)
    .join(' OR ');
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    try {
      await connection.workflowService.countWorkflowExecutions({ namespace, query });
      return;
    } catch (error) {
      if (Date.now() > deadline)
        throw new Error(`Search attributes are still not usable after ${WAIT_MS / 1000} s.`, {
          cause: error,
        });
      await sleep(100);
    }
  }
}
