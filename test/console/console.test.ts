import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Browser } from 'playwright-core';
import { projectRoot } from '../../config/project-root';
import { type ConsolePage, openConsole } from '../../dev/tools/browser/console-page';
import { findBrowser, launchBrowser } from '../../dev/tools/browser/find-browser';
import { sights, storySeed, tellStory } from '../../dev/tools/console-story/story';
import { type OwnStack, startOwnStack } from '../../dev/tools/drive/own-stack';
import type { KeyName } from '../../dev/launcher/stack/keys';
import { axeFindings, overflowOf } from './screens';
import { approveByKeyboard, importByKeyboard, sendByKeyboard } from './story-by-keyboard';

/** The console needs a browser, which is not on every machine: `.ci/run` installs one. */
const describeInBrowser = findBrowser() || process.env.CI ? describe : describe.skip;

describeInBrowser('the console, in a browser', () => {
  let stack: OwnStack;
  let browser: Browser;
  const stopped = new AbortController();
  beforeAll(async () => {
    [stack, browser] = await Promise.all([
      startOwnStack({ purpose: 'console', signal: stopped.signal }),
      launchBrowser(),
    ]);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
    stopped.abort();
  });

  it('is clicked through from an Account to its posted charges by three persons, without a fault', async () => {
    const [omar, lea, ana] = await Promise.all(
      (['ops', 'lead', 'approver'] as const).map((who) => openConsole(browser, stack.info, who)),
    );
    if (!omar || !lea || !ana) throw new Error('not all have come');
    const { items } = await stack.as.ops.get('/v1/accounts?connectState=not-sent');
    const [account] = items;
    if (!account) throw new Error('the seed has no Account to send');
    const seen: string[] = [];
    const findings: string[] = [];
    const see: Parameters<typeof tellStory>[0]['see'] = async (page, sight) => {
      seen.push(sight);
      findings.push(...(await axeFindings(page)).map((finding) => `${sight}: ${finding}`));
    };
    await tellStory({ omar, lea, ana, seed: storySeed(account, 'STORY-17'), see });
    expect(seen).toEqual(sights);
    expect(findings).toEqual([]);
    expect([omar, lea, ana].flatMap(({ faults }) => faults)).toEqual([]);
    await Promise.all([omar, lea, ana].map((person) => person.close()));
    const charges = await stack.as.ops.get('/v1/charges?limit=10');
    expect(charges.items.map(({ description }) => description)).toEqual([
      'Call Charges: London',
      'Call Charges: London',
    ]);
  });

  it('is worked by keyboard alone, and the focus is somewhere after each act', async () => {
    const [omar, lea, ana] = await Promise.all(
      (['ops', 'lead', 'approver'] as const).map((who) => openConsole(browser, stack.info, who)),
    );
    if (!omar || !lea || !ana) throw new Error('not all have come');
    const { items } = await stack.as.ops.get('/v1/accounts?connectState=not-sent');
    const [account] = items;
    if (!account) throw new Error('the seed has no other Account to send');
    const seed = storySeed(account, 'KEYS-18');
    expect(await sendByKeyboard(omar, seed)).toEqual({
      'g a': 'h1 Accounts',
      open: `h1 ${account.accountsId} ${account.name}`,
      send: 'h2 Client in Connect',
      edit: 'button Edit client',
      convert: 'h2 Client in Connect',
    });
    expect(await importByKeyboard(lea, seed)).toEqual({
      import: `h1 ${seed.file.name}`,
      'give a code': 'h2 Problems by code (0 rows)',
      'open the sheet': 'h1 essensys call logger v2',
      complete: 'button Completed (1)',
    });
    expect(await approveByKeyboard(ana)).toEqual({
      j: 'a Approve the batch sheet',
      approve: 'button Approved (2)',
      export: 'a Export',
    });
    expect([omar, lea, ana].flatMap(({ faults }) => faults)).toEqual([]);
    await Promise.all([omar, lea, ana].map((person) => person.close()));
  });

  it('keeps what was typed when the session ends, and sends nothing by itself after a new sign-in', async () => {
    const { page, open, close } = await openConsole(browser, stack.info, 'ops');
    await open('/accounts/new');
    await page.getByLabel('Accounts ID').fill('ACC-LATE');
    await page.getByLabel('Name', { exact: true }).fill('Late & Sons');
    await page.getByRole('main').getByLabel('Location').selectOption({ label: 'Leeds Dock' });
    await page.request.delete(`${stack.info.api}/v1/session`, { headers: { origin: stack.info.api } });
    const add = page.getByRole('button', { name: 'Add Account' });
    await add.click();
    await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
    // The issuer still knows them: the tab is done without a question, and closes itself.
    await page.getByRole('link', { name: /Sign in again/ }).click();
    await page.getByRole('heading', { name: 'Your session has ended' }).waitFor({ state: 'hidden' });
    const found = () => stack.as.ops.get('/v1/accounts?accountsId=ACC-LATE');
    expect((await found()).items).toEqual([]);
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Late & Sons');
    const sent: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
    await add.dblclick();
    await page.getByRole('heading', { name: /ACC-LATE/ }).waitFor();
    expect((await found()).items).toHaveLength(1);
    expect(sent).toHaveLength(1);
    await close();
  });

  const places: [at: string, who: KeyName][] = [
    ['/work', 'lead'],
    ['/accounts', 'ops'],
    ['/accounts?q=nobody', 'ops'],
    ['/accounts/new', 'ops'],
    ['/sends', 'ops'],
    ['/imports', 'ops'],
    ['/imports/new', 'ops'],
    ['/batch-sheets', 'approver'],
    ['/charges', 'viewer'],
    ['/import-types', 'admin'],
    ['/products', 'admin'],
    ['/locations', 'admin'],
    ['/people', 'admin'],
    ['/people/new', 'admin'],
    ['/audit', 'admin'],
    ['/me', 'ops'],
    ['/no-such-page', 'viewer'],
    ['/accounts/7b0d3f5e-3c0e-4d6e-9f0a-2d1c5b7a9e10', 'viewer'],
  ];

  describe.each([
    ['light', 1440],
    ['dark', 360],
  ] as const)('in %s, %s pixels wide', (colorScheme, width) => {
    const opened: Partial<Record<KeyName, Promise<ConsolePage>>> = {};
    const as = (who: KeyName) =>
      (opened[who] ??= openConsole(browser, stack.info, who, {
        colorScheme,
        viewport: { width, height: 900 },
      }));

    it.each(places)('%s has no fault, for everybody', async (at, who) => {
      const { page, faults, open } = await as(who);
      await open(at);
      expect(await axeFindings(page)).toEqual([]);
      expect(await overflowOf(page)).toBe(0);
      // The browser writes each refusal of the API into its console.
      expect(faults.filter((fault) => !fault.includes('404 (Not Found)'))).toEqual([]);
    });
  });
});

interface Chunk {
  file: string;
  isEntry?: boolean;
  imports?: string[];
  css?: string[];
}

describe('the size of the console', () => {
  const folder = path.join(projectRoot(), 'dist/console');
  const manifest = JSON.parse(readFileSync(path.join(folder, '.vite/manifest.json'), 'utf8')) as Record<
    string,
    Chunk
  >;
  const kilobytesOf = (files: Iterable<string>) => {
    let bytes = 0;
    for (const file of new Set(files)) bytes += gzipSync(readFileSync(path.join(folder, file))).length;
    return bytes / 1_000;
  };
  const filesOf = (name: string): string[] => {
    const { file, imports = [], css = [] } = manifest[name] as Chunk;
    return [file, ...css, ...imports.flatMap(filesOf)];
  };

  it('is below 200 kB for the first screen, and 300 kB for all screens but their fonts', () => {
    const first = kilobytesOf([...filesOf('index.html'), ...filesOf('screens/work/work.tsx')]);
    const all = kilobytesOf(
      Object.values(manifest)
        .flatMap(({ file, css = [] }) => [file, ...css])
        .filter((file) => /\.(js|css)$/.test(file)),
    );
    expect(first).toBeLessThan(200);
    expect(all).toBeLessThan(300);
  });
});
