import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../../config/project-root';
import { listenForInterrupts } from '../../launcher/stack/until-stopped';
import { launchBrowser } from '../browser/find-browser';
import { startOwnStack } from '../drive/own-stack';
import { tellOn } from './tell-on';

/** `npm run screenshots:console`: the story of the seed in the console, with its pictures, into docs/images/console. */
async function main(): Promise<void> {
  const { asked } = listenForInterrupts();
  const folder = path.join(projectRoot(), 'docs/images/console');
  mkdirSync(folder, { recursive: true });
  const [stack, browser] = await Promise.all([
    startOwnStack({ purpose: 'console-story', signal: asked }),
    launchBrowser(),
  ]);
  try {
    await tellOn({ stack: stack.info, ops: stack.as.ops, browser, folder, log: console.log });
  } finally {
    await browser.close();
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
