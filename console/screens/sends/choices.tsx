import { useState } from 'react';
import type { Schema } from '../../api/client';
import { Notice } from '../../ui/notice';
import { Permitted } from '../../ui/permitted';
import { Panel } from '../../ui/screen';
import { motion } from '../../words/account';
import { decide as words } from '../../words/sends';
import type { SentAccount } from '../accounts/sent-account';
import { SendProgress } from '../accounts/send-progress';
import { AccountSide } from './account-side';
import { AskDecision, type Choice } from './ask-decision';
import { Candidate } from './candidate';
import { likeliestFirst, wantedOf } from './compare';
import { useSites } from './use-sites';

interface ChoicesProps extends SentAccount {
  onPending: (decisionId: string) => void;
}

/** The Account on the left, what was found on the right, and below it what else can be done. */
export function Choices({ account, sending, onPending }: ChoicesProps) {
  const [choice, setChoice] = useState<Choice>();
  const { locations, nameOfSite } = useSites();
  const location = locations.find(({ id }) => id === account.locationId);
  const wanted = wantedOf(account, location?.connectSiteId);
  const candidates = likeliestFirst(wanted, sending.candidates);
  const zone = location?.timeZone;
  return (
    <div className="@container">
      <div className="grid items-start gap-5 @3xl:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <div className="min-w-0 space-y-5 @3xl:sticky @3xl:top-4">
          <AccountSide account={account} wanted={wanted} locationName={location?.name} />
          {sending.lastFault && (
            <Panel title={words.progress}>
              <SendProgress sending={sending} zone={zone} />
            </Panel>
          )}
        </div>
        <div className="min-w-0 space-y-5">
          {candidates.length === 0 && sending.hidden.candidates === 0 && <Notice>{words.none}</Notice>}
          {candidates.length > 0 && <h2 className="font-semibold">{words.candidates}</h2>}
          {candidates.map((client, at) => (
            <Candidate
              key={client.id}
              client={client}
              wanted={wanted}
              isLikeliest={at === 0 && candidates.length > 1}
              place={nameOfSite(client.siteId)}
              zone={zone}
            >
              <Permitted
                on={account}
                action="resolve"
                onClick={() => setChoice({ decision: 'link', client })}
              >
                {words.link}
              </Permitted>
            </Candidate>
          ))}
          {sending.hidden.candidates > 0 && <Notice>{motion.hidden(sending.hidden.candidates)}</Notice>}
          <OtherWays account={account} onChoose={setChoice} />
        </div>
      </div>
      {choice && (
        <AskDecision
          account={account}
          choice={choice}
          onPending={onPending}
          onClose={() => setChoice(undefined)}
        />
      )}
    </div>
  );
}

interface OtherWaysProps {
  account: Schema<'Account'>;
  onChoose: (choice: Choice) => void;
}

const OtherWays = ({ account, onChoose }: OtherWaysProps) => (
  <Panel title={words.other}>
    <div className="grid gap-6 sm:grid-cols-2">
      <div className="space-y-2 text-sm">
        <p>{words.createWhy}</p>
        <Permitted on={account} action="resolve" onClick={() => onChoose({ decision: 'create' })}>
          {words.create}
        </Permitted>
      </div>
      <div className="space-y-2 text-sm">
        <p>{words.giveUpWhy}</p>
        <Permitted
          on={account}
          action="resolve"
          look="danger"
          onClick={() => onChoose({ decision: 'give-up' })}
        >
          {words.giveUp}
        </Permitted>
      </div>
    </div>
  </Panel>
);
