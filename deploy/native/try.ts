import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Part, startPart } from '../../dev/launcher/processes/part';
import { listenForInterrupts } from '../../dev/launcher/stack/until-stopped';
import { install } from './install';
import { useIt } from './use-it';

/**
 * `npm run deploy:try`: the setup of the compose file without a container engine, and an import during which one of two
 * workers is restarted. With `-- --s3`, uploads are in a bucket, and not in a folder that API and workers share.
 */
async function main(): Promise<void> {
  const { asked } = listenForInterrupts();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'operate-connect-deploy-'));
  chmodSync(folder, 0o755);
  const parts: Part[] = [];
  const begin: typeof startPart = async (options) => {
    asked.throwIfAborted();
    const part = await startPart(options);
    parts.unshift(part);
    return part;
  };
  const work = install(folder, begin, process.argv.includes('--s3')).then(useIt);
  const interrupted = new Promise<never>((_, reject) =>
    asked.addEventListener('abort', () => reject(new Error('Interrupted.')), { once: true }),
  );
  try {
    await Promise.race([work, interrupted]);
  } finally {
    for (const part of parts) await part.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    console.error(error.message);
    process.exit(1);
  },
);
