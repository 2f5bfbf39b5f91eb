import { isTerminalSend } from '../../../domain/sends/send-states';
import { ButtonLink } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/screen';
import { motion as words } from '../../words/account';
import { connectStates, whatHappens } from '../../words/connect';
import type { SentAccount } from './sent-account';
import { SendProgress } from './send-progress';

/** A send that is not done: what it waits for, what went wrong last, when it is tried again. */
export function InMotion({ account, sending, zone }: SentAccount & { zone: string | undefined }) {
  const { state, candidates, hidden, temporalUi } = sending;
  const [text, tone] = connectStates[state];
  return (
    <Panel title={isTerminalSend(state) ? words.lastSend : words.title}>
      <div className="space-y-4">
        <div role="status">
          <Notice tone={tone} title={text}>
            <p>{whatHappens[state]}</p>
          </Notice>
        </div>
        <SendProgress sending={sending} zone={zone} />
        {state === 'needs-decision' && (
          <div className="space-y-2 text-sm">
            {candidates.length > 0 && <p>{words.candidates(candidates.length)}</p>}
            {hidden.candidates > 0 && <p>{words.hidden(hidden.candidates)}</p>}
            <ButtonLink look="primary" to="/sends/$id" params={{ id: account.id }}>
              {words.decide}
            </ButtonLink>
          </div>
        )}
        {temporalUi && (
          <p className="text-sm">
            <a className="text-accent underline" href={temporalUi} target="_blank" rel="noreferrer">
              {words.temporal}
            </a>
          </p>
        )}
      </div>
    </Panel>
  );
}
