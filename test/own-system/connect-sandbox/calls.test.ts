import { readFileSync } from 'node:fs';
import Big from 'big.js';
import { parse } from 'csv-parse/sync';
import { freshSandbox, type FreshSandbox, site } from '../../setup/fresh-sandbox';

let sandbox: FreshSandbox;
beforeAll(async () => {
  sandbox = await freshSandbox();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox?.remove());

const order = {
  siteId: site,
  count: 500,
  from: '2026-05-01',
  to: '2026-05-31',
  accountCodes: ['ACC-1001', 'ACC-1002'],
  seed: 1,
};
const make = (fields: object = {}) => sandbox.control('POST', '/calls', { ...order, ...fields });
const download = async (from = '2026-05-01', to = '2026-05-31', id = site) =>
  sandbox.call('GET', `/sites/${id}/call-charges?from=${from}&to=${to}`);
const linesOf = (file: string): string[][] => parse(file).slice(1, -1);
const sum = (lines: string[][], column: number) =>
  lines.reduce((total, line) => total.plus(line[column]!), new Big(0)).toFixed(4);

describe('calls', () => {
  it('come as a file in the very layout of the samples', async () => {
    const { body: made } = await make();
    const { headers, body: file } = await download();
    const sample = readFileSync('dev/samples/call-logger-london-2026-05.csv', 'utf8');
    expect(headers.get('content-type')).toContain('text/csv');
    expect(file.split('\r\n')[0]).toBe(sample.split('\r\n')[0]);
    expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(file.endsWith(`\r\nTOTAL,,,,,,,${made.sums.buy},${made.sums.sell}\r\n`)).toBe(true);
    expect(file).toContain('"France, Paris"');
    for (const line of file.trimEnd().split('\r\n').slice(1, -1))
      expect(line).toMatch(
        /^ACC-100[12],21\d\d,\d\d\/05\/2026,(0[89]|1\d):[0-5]\d:[0-5]\d,(020794600?\d{3},London|07700900\d{3},UK Mobile|\+33140\d{6},"France, Paris"|08001111,Freephone),00:[0-3]\d:[0-5]\d,\d+\.\d{4},\d+\.\d{4}$/,
      );
  });

  it('add up to the footer and to the answer, and cost 35 % more than they were bought for', async () => {
    const { body: made } = await make({ creditCount: 9 });
    const lines = linesOf((await download()).body);
    expect(lines).toHaveLength(500);
    expect({ buy: sum(lines, 7), sell: sum(lines, 8) }).toEqual(made.sums);
    for (const line of lines)
      expect(new Big(line[7]!).times('1.35').toFixed(4)).toBe(new Big(line[8]!).toFixed(4));
    for (const { accountCode, calls, buy } of made.byAccountCode) {
      const own = lines.filter(([code]) => code === accountCode);
      expect([own.length, sum(own, 7)]).toEqual([calls, buy]);
    }
  });

  it('are the same for the same seed, and others for another', async () => {
    const file = async (seed: unknown) => {
      await sandbox.reset();
      await make({ seed });
      return (await download()).body;
    };
    const first = await file(7);
    expect(await file(7)).toBe(first);
    expect(await file(8)).not.toBe(first);
  });

  it('carry exactly as many unknown codes and credits as were asked for, and free calls at zero', async () => {
    const { body: made } = await make({
      unknownCodes: ['ACC-1901'],
      unknownCount: 5,
      creditCount: 4,
      zeroShare: 0.5,
    });
    const lines = linesOf((await download()).body);
    expect(made.accountCodes).toEqual(['ACC-1001', 'ACC-1002', 'ACC-1901']);
    expect(lines.filter(([code]) => code === 'ACC-1901')).toHaveLength(5);
    expect(lines.filter((line) => line[7]!.startsWith('-') && line[8]!.startsWith('-'))).toHaveLength(4);
    const free = lines.filter((line) => line[7] === '0.0000');
    expect(free.every((line) => line[5] === 'Freephone' && line[8] === '0.0000')).toBe(true);
    expect(free.length).toBeGreaterThan(200);
    expect(free.length).toBeLessThan(300);
  });

  it('fall on the local dates asked for, the first and the last included', async () => {
    await make();
    const dates = new Set(linesOf((await download()).body).map((line) => line[2]));
    expect(dates.size).toBe(31);
    const oneDay = linesOf((await download('2026-05-31', '2026-05-31')).body);
    expect(new Set(oneDay.map((line) => line[2]))).toEqual(new Set(['31/05/2026']));
  });

  it('use the Billing References of the site when no codes are named', async () => {
    const refused = await make({ accountCodes: undefined });
    expect([refused.status, refused.body.field]).toEqual([422, 'accountCodes']);
    await sandbox.create();
    expect((await make({ accountCodes: undefined })).body.accountCodes).toEqual(['ACC-1001']);
  });

  it('give a file of header and zero totals where there are none', async () => {
    const { body: file } = await download();
    expect(file.split('\r\n')).toEqual([
      expect.stringContaining('Account Code'),
      'TOTAL,,,,,,,0.0000,0.0000',
      '',
    ]);
  });

  it.each([
    ['from', '/call-charges?to=2026-05-31'],
    ['from', '/call-charges?from=2026-02-30&to=2026-05-31'],
    ['to', '/call-charges?from=2026-05-02&to=2026-05-01'],
  ])('refuse a period that is malformed in %s', async (field, path) => {
    const refused = await sandbox.call('GET', `/sites/${site}${path}`);
    expect([refused.status, refused.body.field]).toEqual([400, field]);
  });

  it('refuse a site that is not there', async () => {
    expect((await download('2026-05-01', '2026-05-02', 'nowhere')).status).toBe(404);
    expect((await make({ siteId: 'nowhere' })).body.field).toBe('siteId');
  });
});
