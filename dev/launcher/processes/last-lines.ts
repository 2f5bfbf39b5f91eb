import { readFileSync } from 'node:fs';

/** The last lines of a log that are not blank; none when it cannot be read. */
export function lastLines(file: string, count: number): string[] {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    return lines.filter((line) => line.trim() !== '').slice(-count);
  } catch {
    return [];
  }
}
