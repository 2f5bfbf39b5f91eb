import type { Schema } from '../api/client';

type WorkKind = Schema<'Work'>['kind'];

export const words = {
  title: 'Work',
  purpose: 'What waits for you, oldest first. What is done disappears by itself.',
  caption: 'What waits for me',
  what: 'What to do',
  about: 'About',
  where: 'Location',
  since: 'Waiting since',
  thing: 'thing waits for you',
  things: 'things wait for you',
  total: (count: string) => `${count}:`,
  ofKind: (count: string, kind: string) => `${count} × ${kind}`,
  inMotion: 'In motion',
  inMotionWhy: 'Imports that are being read, matched or posted.',
  nothingInMotion: 'No import is running.',
  stopped: (why: string) => `It has stopped: ${why}`,
  allImports: 'All imports',
  allSends: 'All sends',
  empty:
    'Nothing waits for you. Sheets to complete or approve, sends to decide and imports that stopped appear here.',
  kinds: {
    'complete-sheet': 'Complete the batch sheet',
    'approve-sheet': 'Approve the batch sheet',
    'await-correction': 'Wait for a corrected file',
    'decide-send': 'Decide which client it is',
    'stuck-send': 'Look at a send that makes no progress',
    'failed-import': 'Look at an import that failed',
    'mend-import': 'Give codes to Accounts, or decide about rows',
    'pending-decision': 'Wait for a decision to be carried out',
    'accounts-look-alike': 'Look at Accounts IDs that look alike',
    'codes-look-alike': 'Look at codes that look alike',
  } satisfies Record<WorkKind, string>,
};
