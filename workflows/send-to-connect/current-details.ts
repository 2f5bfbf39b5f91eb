import type { SendState } from '../../domain/sends/send-states';
import { linkLine } from '../details/link-line';
import { paragraphs } from '../details/paragraphs';
import type { SettleOutcome } from './contract';

const meanings: Record<SendState | 'not-sent', string> = {
  'not-sent':
    'It is not in the database that this Account was sent. Was an older state restored? Press again.',
  requested: 'To be looked up in Connect.',
  settling: 'Somebody is at it.',
  linked: 'The Account has its client.',
  unknown:
    'A create went out and no clear answer came: it is **looked up** once that answer can be believed, ' +
    'before anything is created.',
  waiting: 'Connect cannot be asked now: tried again later.',
  'needs-decision': 'Waits for somebody of **ops** to decide: link a client, create one, or give up.',
  rejected: 'Connect refused. Mend the Account and press again.',
  'given-up': 'Given up by a person; it can be pressed again.',
};

/** What the Temporal UI shows of a send now, in Markdown: no name, no reference. */
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
