import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { projectRoot } from '../../config/project-root';

/**
 * Assembles the contents of the image from the Dockerfile: the commands of its first stage, in a folder with the files
 * that neither git nor .dockerignore exclude, then what its second stage copies from there. @returns the folder, which
 * is /app in the image.
 */
export function buildImage(into: string): string {
  const root = projectRoot();
  const dockerfile = readFileSync(path.join(root, 'Dockerfile'), 'utf8');
  const [, build = '', run = ''] = dockerfile.split(/^FROM .*$/m);
  const stage = mkdtempSync(path.join(os.tmpdir(), 'operate-connect-build-'));
  try {
    const list = (...options: string[]) =>
      execFileSync('git', ['ls-files', '-z', ...options], { cwd: root })
        .toString()
        .split('\0')
        .filter(Boolean);
    const left = new Set(list('-c', '-i', '-X', '.dockerignore'));
    const files = list('-co', '--exclude-standard').filter((file) => !left.has(file));
    for (const file of files) cpSync(path.join(root, file), path.join(stage, file), { recursive: true });
    for (const [, command = ''] of build.matchAll(/^RUN (.*)$/gm))
      execFileSync('sh', ['-c', command], { cwd: stage, stdio: 'ignore' });
    const app = path.join(into, 'app');
    mkdirSync(app);
    for (const [, from = '', to = ''] of run.matchAll(/^COPY --from=build \/app\/(\S+) (\S+)$/gm))
      cpSync(path.join(stage, from), path.join(app, to), { recursive: true, verbatimSymlinks: true });
    return app;
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}
