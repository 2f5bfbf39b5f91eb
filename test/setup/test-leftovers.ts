import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { possibleData } from '../../dev/launcher/embedded-postgres/place';
import { stopLeftoverServer } from '../../dev/launcher/embedded-postgres/stop-leftover';
import { endLeftovers, findParent } from '../../dev/launcher/stack/process-record';
import { removeTestState } from './test-services';

/** Ends and removes what killed test runs left; a run under way in another terminal is let be. */
export async function endTestLeftovers(testFolder: string): Promise<void> {
  if (!existsSync(testFolder)) return;
  for (const name of readdirSync(testFolder)) {
    const folder = path.join(testFolder, name);
    const record = path.join(folder, 'processes.json');
    if ((await findParent(record)) !== undefined) continue;
    await endLeftovers(record);
    for (const data of possibleData(path.join(folder, 'postgres'))) await stopLeftoverServer(data);
    removeTestState(folder);
  }
}
