import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { contract, routes } from '../../../api/routes';
import { breakingChanges, type Contract } from '../../../dev/tools/openapi/breaking-changes';
import { contractFile, contractText, typesFile, typesText } from '../../../dev/tools/openapi/contract-file';
import { contractChecker } from '../../setup/contract';

const made = contract();
const kept = JSON.parse(readFileSync(contractFile, 'utf8')) as Contract;
const wayOut = 'Where this is meant, renew what is kept: npm run openapi';

describe('the contract', () => {
  it('breaks nothing that clients of the kept one rest on', () => {
    expect({ wayOut, broken: breakingChanges(kept, made) }).toEqual({ wayOut, broken: [] });
  });

  it('is the kept one, so that a review sees what changes', () => {
    expect({ wayOut, ...made }).toEqual({ wayOut, ...kept });
    expect(readFileSync(contractFile, 'utf8')).toBe(contractText(made));
  });

  it('gives clients their types', async () => {
    expect({ wayOut, types: readFileSync(typesFile, 'utf8') }).toEqual({
      wayOut,
      types: await typesText(),
    });
  });

  it('has examples that fit', () => {
    const ajv = new Ajv2020({ strict: false });
    addFormats(ajv);
    ajv.addSchema(made, 'contract');
    const withExamples = Object.entries(made.components.schemas).filter(([, schema]) => schema.examples);
    expect(withExamples.length).toBeGreaterThan(40);
    for (const [name, { examples }] of withExamples)
      for (const example of examples as unknown[])
        expect([name, ajv.validate(`contract#/components/schemas/${name}`, example), ajv.errors]).toEqual([
          name,
          true,
          null,
        ]);
    const problems = Object.entries(made.components.examples);
    for (const [name, { value }] of problems)
      expect([name, ajv.validate('contract#/components/schemas/Problem', value)]).toEqual([name, true]);
  });

  it.each(
    routes.flatMap(({ method, path, body, form }) =>
      body || form ? [[method, path, body ?? form] as const] : [],
    ),
  )('has an example that %s %s takes', (method, path, schema) => {
    const operation = made.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method];
    const ref = /"#\/components\/schemas\/(\w+)"/.exec(JSON.stringify(operation?.requestBody))?.[1] ?? '';
    const [example] = made.components.schemas[ref]?.examples as unknown[];
    expect(schema?.safeParse(example).error).toBeUndefined();
  });
});

describe('what breaks clients is named', () => {
  const changed = (change: (contract: Contract) => void) => {
    const after = structuredClone(made) as Contract;
    change(after);
    return breakingChanges(made, after);
  };

  it.each<[string, (contract: Contract) => void, string]>([
    ['a route', ({ paths }) => delete paths['/v1/me'], 'GET /v1/me is gone'],
    [
      'a status',
      ({ paths }) => delete paths['/v1/me']?.get?.responses[200],
      'GET /v1/me no longer answers with 200',
    ],
    [
      'a field',
      ({ components }) => delete components.schemas.Account?.properties?.name,
      'Account.name is gone',
    ],
    [
      'a field that a request must have',
      ({ components }) => components.schemas.NewLocation?.required?.push('callLogger'),
      'NewLocation.callLogger is now required',
    ],
    [
      'a parameter that is gone',
      ({ paths }) => paths['/v1/accounts']?.get?.parameters.splice(0, 1),
      'GET /v1/accounts no longer takes the parameter limit',
    ],
  ])('%s', (_what, change, told) => {
    expect(changed(change)).toEqual([told]);
  });

  it('but nothing that is added', () => {
    const added = changed(({ paths, components }) => {
      paths['/v1/more'] = {};
      Object.assign(components.schemas.Account?.properties ?? {}, { more: { type: 'string' } });
      components.schemas.Account?.required?.push('more');
    });
    expect(added).toEqual([]);
  });
});

describe('the checker of answers', () => {
  const check = contractChecker(made);
  const location = made.components.schemas.Location?.examples as Record<string, unknown>[];
  const answer = {
    ...{ method: 'GET', path: '/v1/locations/1', status: 200, contentType: 'application/json' },
    body: {} as unknown,
  };

  it('lets pass what the contract knows', () => {
    expect(() => check({ ...answer, body: location[0] })).not.toThrow();
    const problem = made.components.examples['not-found']?.value;
    const contentType = 'application/problem+json; charset=utf-8';
    expect(() => check({ ...answer, status: 404, contentType, body: problem })).not.toThrow();
    expect(() =>
      check({ ...answer, path: '/v1/more', status: 404, contentType, body: problem }),
    ).not.toThrow();
  });

  it.each([
    [
      'a column more, as a raw row has it',
      { body: { ...location[0], codeKey: 'x' } },
      'must NOT have additional',
    ],
    ['a field less', { body: { ...location[0], name: undefined } }, "required property 'name'"],
    ['another status', { status: 202, body: location[0] }, 'the contract does not know'],
    ['another media type', { contentType: 'text/html', body: location[0] }, 'the contract does not know'],
    [
      'a problem that is none of this route',
      {
        status: 404,
        contentType: 'application/problem+json',
        body: made.components.examples['wrong-state']?.value,
      },
      'must be equal to one of the allowed values',
    ],
    ['a route that is not there', { path: '/v1/more', body: {} }, "required property 'type'"],
  ])('refuses %s', (_what, change, told) => {
    expect(() => check({ ...answer, ...change })).toThrow(told);
  });
});
