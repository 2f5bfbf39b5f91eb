import type { SendState } from '../../domain/sends/send-states';
import { linkLine } from '../details/link-line';
import { paragraphs } from '../details/paragraphs';
import type { SettleOutcome } from './contract';

const meanings: Record<SendState | 'not-sent', string> = {
  'not-sent':
    'The database has no record that this Account was sent. Was an older state restored? Press again.',
  requested: 'To be looked up in Connect.',
  settling: 'Being sent right now.',
  linked: 'The Account is linked to its client.',
  unknown:
    'A create was sent and no clear answer came: it is **looked up** once the result can be trusted, ' +
    'before anything is created.',
  waiting: 'Connect cannot be reached now: it will be tried again later.',
  'needs-decision': 'Waiting for someone in **ops** to decide: link a client, create one, or give up.',
  rejected: 'Connect refused. Correct the Account and press again.',
  'given-up': 'Given up by a person; the button can be pressed again.',
};

/** What the Temporal UI shows about a send now, in Markdown: no names, no references. */
export function sendDetails({ state, fault, figures }: SettleOutcome, note: string | null): string {
  const { attempt = 0, nextTryAt = null, candidates = 0, links } = figures ?? {};
  return paragraphs([
    `### ${state}`,
    ...(links ? [linkLine(links)] : []),
    meanings[state],
    ...(attempt > 0 ? [`Tries: **${attempt}**${nextTryAt ? ` · next at ${nextTryAt}` : ''}`] : []),
    ...(fault ? [`Last fault: \`${fault}\``] : []),
    ...(state === 'needs-decision' ? [`Candidates: **${candidates}**`] : []),
    ...(note === null ? [] : [`> ${note}`]),
  ]);
}
