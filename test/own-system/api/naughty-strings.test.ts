import { contract, routes } from '../../../api/routes';
import type { Operation } from '../../../api/http/openapi/openapi';
import { newAccount } from '../../setup/accounts';
import { callFile } from '../../setup/calls';
import { importFile, sample } from '../../setup/imports';
import { startSystem } from '../../setup/own-system';
import { withTextAtEachPlace } from '../../setup/places-of-text';
import { askApi, type System, type Who } from '../../setup/system';

/** Unicode, controls, halves of surrogate pairs, huge numbers, formulae, injections. */
const naughty = JSON.parse(sample('naughty-strings.json').toString()) as string[];
/** Each place of a request gets every sixth of them, other ones than the place before it. */
const share = 6;
const atOnce = 6;

const paths = contract().paths;
const schemas = contract().components.schemas as Record<string, { examples?: unknown[] }>;
const operations = routes
  // A stream has no end, and takes no text but in a header.
  .filter(({ needs, path }) => needs !== 'nothing' && path !== '/v1/events')
  .map(({ method, path }) => {
    const at = path.replace(/:(\w+)/g, '{$1}');
    return { method, path: at, operation: paths[at]?.[method] as Operation };
  });

let system: System;
let ids: Record<string, string>;
beforeAll(async () => {
  system = await startSystem();
  const { id: accounts } = await newAccount(system);
  const found = await importFile(system, { content: callFile([{ code: 'GHOST', sell: '1' }]) });
  ids = {
    accounts,
    locations: system.locations['London Bridge'] as string,
    'charge-imports': found.id,
    'batch-sheets': found.batchSheetId,
  };
});
afterAll(() => system.stop());

interface Request {
  place: string;
  text: string;
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
}

const someId = '7b0d3f5e-3c0e-4d6e-9f0a-2d1c5b7a9e10';
/** Half of a surrogate pair has no encoding: its bytes are sent as if it had one. */
const encoded = (text: string) =>
  [...text].map((one) => (/\p{Surrogate}/u.test(one) ? '%ED%A0%80' : encodeURIComponent(one))).join('');
/** An empty segment, and dots, make another path. */
const isSegment = (text: string) => !['', '.', '..'].includes(text);
/** fetch sends nothing else. */
const isHeader = (text: string) => /^[\t\x20-\x7e\x80-\xff]*$/.test(text);

const pathTo = (path: string): string =>
  path.replace(
    /\{(\w+)\}/g,
    (_, name) => (name === 'id' ? ids[path.split('/')[2] as string] : null) ?? someId,
  );

/** A body that is right but for its ids, which are of this system where they are known. */
function bodyOf({ requestBody }: Operation): { media: string; example: Record<string, unknown> } | null {
  const [[media, { schema }] = ['', {}]] = Object.entries(
    (requestBody?.content ?? {}) as Record<string, { schema?: { $ref: string } }>,
  );
  if (!schema) return null;
  const example = schemas[schema.$ref.split('/').at(-1) as string]?.examples?.[0];
  const known = { locationId: ids.locations, accountId: ids.accounts };
  const own = Object.entries(known).filter(([name]) => name in (example as object));
  return { media, example: { ...(example as object), ...Object.fromEntries(own) } };
}

function formOf(fields: Record<string, unknown>, file: string, name: string): FormData {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) if (field !== 'file') form.set(field, String(value));
  form.set('file', new Blob([file]), name);
  return form;
}

/** A naughty text at each place of a request: path, query, headers, body. */
function requestsWith(path: string, operation: Operation, text: string): Request[] {
  const body = bodyOf(operation);
  const isForm = body?.media === 'multipart/form-data';
  const right = {
    path: pathTo(path),
    body: body && (isForm ? formOf(body.example, 'x', 'x') : body.example),
  };
  const others = operation.parameters.flatMap(({ name, in: where }): Omit<Request, 'text'>[] => {
    const place = `${where} ${name}`;
    if (where === 'query')
      return [{ ...right, place, path: `${right.path}?${encodeURIComponent(name)}=${encoded(text)}` }];
    if (where === 'header') return isHeader(text) ? [{ ...right, place, headers: { [name]: text } }] : [];
    return isSegment(text)
      ? [{ ...right, place, path: pathTo(path.replace(`{${name}}`, encoded(text))) }]
      : [];
  });
  if (!body) return others.map((one) => ({ ...one, text }));
  const inBody = withTextAtEachPlace(body.example, text).map(({ place, value }) => ({
    ...right,
    place: `body ${place}`,
    body: isForm ? formOf(value as Record<string, unknown>, 'x', 'x') : value,
  }));
  const asFile = isForm
    ? [
        { ...right, place: 'name of the file', body: formOf(body.example, callFile([]), text) },
        { ...right, place: 'file', body: formOf(body.example, callFile([{ code: text }]), 'x.csv') },
      ]
    : [];
  return [...others, ...inBody, ...asFile].map((one) => ({ ...one, text }));
}

const total = { requests: 0, statuses: {} as Record<number, number>, limited: new Set<string>() };

/** @returns the statuses, by place of the text. @throws Error for an answer that the contract does not know. */
async function askAll(who: Who, method: string, requests: Request[]): Promise<void> {
  const waiting = requests.values();
  const lane = async () => {
    for (const { place, text, path, body, headers } of waiting) {
      const own = { authorization: `Bearer ${system.keys[who]}`, ...headers };
      const { status } = await askApi(system.api, method.toUpperCase(), path, body ?? undefined, own).catch(
        (error: Error) => {
          throw new Error(`${JSON.stringify(text)} as ${place}: ${error.message}`, { cause: error });
        },
      );
      if (status === 429) total.limited.add(path.split('?')[0] as string);
      total.requests += 1;
      total.statuses[status] = (total.statuses[status] ?? 0) + 1;
      if (status >= 500) throw new Error(`${JSON.stringify(text)} as ${place} was answered with ${status}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

it.each(operations.map((one) => [`${one.method.toUpperCase()} ${one.path}`, one] as const))(
  'answers whatever stands in a request as promised: %s',
  async (_name, { method, path, operation }) => {
    const route = routes.find(
      (one) => one.method === method && one.path === path.replace(/\{(\w+)\}/g, ':$1'),
    );
    const who = ['configure', 'manage-persons', 'read-audit'].includes(route?.needs ?? '') ? 'admin' : 'lead';
    const requests = naughty.flatMap((text, nth) =>
      requestsWith(path, operation, text).filter((_, at) => (at + nth) % share === 0),
    );
    await askAll(who, method, requests);
  },
);

it('has tried thousands of requests, and most got past the door', () => {
  expect(naughty.length).toBeGreaterThan(100);
  expect(total.requests).toBeGreaterThan(2_000);
  const { 401: unknown = 0, 403: forbidden = 0, 422: wrong = 0, 200: done = 0 } = total.statuses;
  expect(unknown).toBe(0);
  const few = routes.filter(({ atOnce }) => atOnce).map(({ path }) => path);
  expect([...total.limited].filter((path) => !few.includes(path as `/${string}`))).toEqual([]);
  expect(forbidden).toBeLessThan(total.requests / 10);
  expect(wrong).toBeGreaterThan(total.requests / 10);
  expect(done).toBeGreaterThan(50);
});
