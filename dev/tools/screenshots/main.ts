import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { type Browser, type Page } from 'playwright-core';
import { chargeImportId } from '../../../workflows/charge-import/contract';
import { sendToConnectId } from '../../../workflows/send-to-connect/contract';
import { projectRoot } from '../../../config/project-root';
import { launchBrowser } from '../browser/find-browser';
import { addAccount, untilSend } from '../drive/accounts';
import { completeImport, untilImport, uploadFile } from '../drive/imports';
import { type OwnStack, startOwnStack } from '../drive/own-stack';
import { writeCallLog } from '../make-call-log';
import { waitUntil } from '../../launcher/processes/wait-until';
import { httpClient } from '../../launcher/seed/http-client';
import { listenForInterrupts } from '../../launcher/stack/until-stopped';

/** Of the Accounts that are sent from the beginning; every twentieth call is of a code that nobody has. */
const calls = { codes: [1001, 1002, 1003, 1004, 1005].map((number) => `ACC-${number}`), unknownPerMille: 50 };

/** Imports in several states, and a send whose outcome is unknown. @returns the workflows to show. */
async function setTheScene({ as, folder, info }: OwnStack): Promise<{ importId: string; accountId: string }> {
  const bring = async (seed: number, rows: number) => {
    const file = path.join(folder, `calls-${seed}.csv`);
    await writeCallLog(file, { rows, seed, ...calls });
    return untilImport(as.ops, await uploadFile(as.ops, file), 'in-review');
  };
  await bring(3, 90);
  await bring(4, 400);
  const waiting = await bring(5, 1_240);
  await completeImport(as.ops, waiting);
  const control = httpClient(info.connectControl ?? '', info.connectKey);
  await control.put('/faults', { rules: [{ operation: 'create', drop: 'after-commit' }] });
  const { id: accountId } = await addAccount(as.ops, 'ACC-2001', { sendToConnect: true });
  await untilSend(as.ops, accountId, 'unknown');
  return { importId: waiting.id, accountId };
}

/** The columns of the list, as a person sets them with the gear: the UI keeps them in the browser. */
const columns = [
  'Status',
  'Workflow ID',
  'ImportStatus',
  'ConnectState',
  'TotalRows',
  'UnmatchedRows',
  'Start',
];

/** @param wait What is to be seen before the picture is taken. */
async function shoot(page: Page, url: string, file: string, wait: string): Promise<void> {
  await page.goto(url);
  const seen = async () => {
    // The UI shows Markdown in a frame of its own.
    const texts = page.frames().map((frame) => frame.locator('body').innerText({ timeout: 5_000 }));
    return (await Promise.allSettled(texts)).some((text) => 'value' in text && text.value.includes(wait));
  };
  if (!(await waitUntil(seen, 30_000))) throw new Error(`${url} does not show "${wait}".`);
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: file });
  console.log(path.relative(projectRoot(), file));
}

/** Where their newest runs are in the UI. */
async function runsOf(address: string, workflowIds: string[]): Promise<string[]> {
  const connection = await Connection.connect({ address });
  const { workflow } = new Client({ connection });
  const runs = await Promise.all(
    workflowIds.map(
      async (id) => `${encodeURIComponent(id)}/${(await workflow.getHandle(id).describe()).runId}`,
    ),
  );
  await connection.close();
  return runs;
}

/**
 * `npm run screenshots`: pictures of both workflows and of their list, from the real Temporal UI of a stack of its own,
 * into docs/images.
 */
async function main(): Promise<void> {
  const { asked } = listenForInterrupts();
  const images = path.join(projectRoot(), 'docs/images');
  mkdirSync(images, { recursive: true });
  // So slow to look up again that the send stays in doubt while its picture is taken.
  const env = { CONNECT_SEARCH_LAG_MS: '60000' };
  const stack = await startOwnStack({ purpose: 'screenshots', signal: asked, env });
  let browser: Browser | undefined;
  try {
    const { importId, accountId } = await setTheScene(stack);
    browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1440, height: 800 } });
    const kept = JSON.stringify({ default: columns.map((label) => ({ label })) });
    await page.addInitScript({
      content: `localStorage.setItem('namespace-workflow-table-columns', ${JSON.stringify(kept)})`,
    });
    const workflows = `${stack.info.temporalUi}/namespaces/default/workflows`;
    const running = await runsOf(stack.info.temporal, [chargeImportId(importId), sendToConnectId(accountId)]);
    const take = (file: string, url: string, wait: string) => shoot(page, url, path.join(images, file), wait);
    await take('workflows.png', workflows, 'charge-import:');
    for (const [workflow, wait] of [
      ['charge-import', 'Waiting for an'],
      ['send-to-connect', 'A create was sent'],
    ] as const) {
      const url = `${workflows}/${running.find((one) => one.startsWith(workflow)) ?? ''}`;
      await take(`${workflow}.png`, `${url}/history`, 'Event History');
      await take(`${workflow}-details.png`, `${url}/user-metadata`, wait);
    }
  } finally {
    await browser?.close();
    await stack.stop();
  }
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
