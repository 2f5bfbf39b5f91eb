import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { projectRoot } from '../../../config/project-root';
import { registerSearchAttributes } from '../../../worker/register-search-attributes';
import { type OwnStack, startOwnStack } from '../drive/own-stack';
import { claimPort } from '../../launcher/processes/ports';
import { listenForInterrupts } from '../../launcher/stack/until-stopped';
import { stateFolder } from '../../launcher/stack/state-folder';
import { startTemporalDevServer } from '../../launcher/temporal/dev-server';
import { findTemporalProgram } from '../../launcher/temporal/find-program';
import { waysToTemporal } from '../../launcher/temporal/ways';
import { importScenes } from './import-scenes';
import { createScene, type Scene } from './scene';
import { sendScenes } from './send-scenes';

const USAGE = `npm run record:histories -- --name 2026-11-25

Plays a scene for each state of both workflows on a stack of its own, and keeps their histories in
test/replay/histories/<name>. test/replay replays all that were ever kept with the code of today.`;

/** So low that a scene reaches it in a moment; no other scene comes near it. */
const eventsBeforeContinueAsNew = 150;

async function main(): Promise<void> {
  const { name } = parseArgs({ options: { name: { type: 'string' } } }).values;
  if (!name || !/^[\w.-]+$/.test(name)) throw new Error(USAGE);
  const into = path.join(projectRoot(), 'test/replay/histories', name);
  mkdirSync(into, { recursive: true });
  const { asked } = listenForInterrupts();
  const temporal = await startTemporal();
  try {
    const stack = await startOwnStack({
      purpose: 'histories',
      signal: asked,
      env: { TEMPORAL_ADDRESS: temporal.address, PAYLOAD_KEYS: '' },
    });
    try {
      await play(stack, temporal.address, into);
    } finally {
      await stack.stop();
    }
  } finally {
    await temporal.stop();
  }
}

/** A server of its own, that asks workflows to continue as new early. */
async function startTemporal() {
  const root = projectRoot();
  const log = (line: string) => console.log(line);
  const ways = waysToTemporal({ env: process.env, cache: stateFolder(root).bin, log });
  const port = await claimPort(7433);
  const part = await startTemporalDevServer({
    program: await findTemporalProgram(ways),
    cwd: root,
    port,
    logFile: path.join(stateFolder(root).logs, 'temporal-of-histories.log'),
    settings: [`limit.historyCount.suggestContinueAsNew=${eventsBeforeContinueAsNew}`],
  });
  const address = `127.0.0.1:${port}`;
  const connection = await Connection.connect({ address });
  await registerSearchAttributes(connection, 'default');
  await connection.close();
  return { address, stop: () => part.stop() };
}

async function play(stack: OwnStack, address: string, into: string): Promise<void> {
  const connection = await Connection.connect({ address });
  const scene: Scene = createScene(stack, new Client({ connection }), into);
  try {
    for (const scenes of [sendScenes, importScenes])
      for (const [name, perform] of Object.entries(scenes)) {
        await scene.misbehave({});
        await perform(scene, name);
      }
  } finally {
    await connection.close();
  }
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
