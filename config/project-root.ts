import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * The project's root folder, from its sources as well as from compiled code below dist/.
 * @throws Error when no folder above `from` holds a package.json.
 */
export function projectRoot(from = __dirname): string {
  for (let folder = path.resolve(from); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'package.json'))) return folder;
    if (folder === path.dirname(folder)) throw new Error(`No package.json in or above ${from}`);
  }
}
