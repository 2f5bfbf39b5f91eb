import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { freshSandbox, type FreshSandbox } from '../../setup/fresh-sandbox';

const { paths } = parse(readFileSync('connectors/connect/connect-openapi.yaml', 'utf8'));
const operations = Object.entries<object>(paths).flatMap(([path, item]) =>
  Object.keys(item)
    .filter((method) => method !== 'parameters')
    .map((method) => [method.toUpperCase(), path]),
);

let sandbox: FreshSandbox;
beforeAll(async () => {
  sandbox = await freshSandbox();
});
afterAll(() => sandbox?.remove());

describe('the contract', () => {
  it.each(operations)('has %s %s, and so has the sandbox', async (method, path) => {
    const { body } = await sandbox.call(
      method,
      path.replace('{id}', 'nobody'),
      method === 'GET' ? undefined : {},
    );
    expect(body.message ?? '').not.toContain('The contract has no');
  });

  it('has nothing else', async () => {
    const other = await sandbox.call('DELETE', '/clients/nobody');
    expect(other.status).toBe(404);
    expect(other.body.message).toContain('The contract has no');
  });
});
