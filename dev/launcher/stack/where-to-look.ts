import path from 'node:path';
import { type StackInfo } from './stack-info';
import { stateFolder } from './state-folder';

/** What a person who has just started the stack wants to know. */
export function describeWhereToLook(info: StackInfo, root: string, tookMs: number): string {
  const stackFile = path.relative(process.cwd(), stateFolder(root).stackFile);
  const key = `$(node -p "require('./${stackFile}').keys.ops")`;
  const lines = [
    ['Console', `${info.console} (sign in as any of five persons)`],
    ['API', `${info.api}/docs`],
    ['Temporal UI', info.temporalUi ?? `of ${info.temporal}`],
    [
      'Connect',
      info.connect + (info.connectControl ? ` (sandbox; fault control at ${info.connectControl})` : ''),
    ],
    ['Keys and addresses', stackFile],
    ['Logs', path.relative(process.cwd(), stateFolder(root).logs)],
  ];
  return [
    '',
    `Ready after ${(tookMs / 1000).toFixed(1)} s.`,
    ...lines.map(([name, where]) => `  ${`${name}:`.padEnd(20)} ${where}`),
    '',
    'Try:',
    `  curl -H "Authorization: Bearer ${key}" ${info.api}/v1/accounts`,
    '  npm run demo',
    '',
    'Ctrl-C stops everything and loses nothing; `npm start -- --fresh` begins again.',
  ].join('\n');
}
