import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Asked } from '../../ui/asked';
import { ButtonLink, Link } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { Screen } from '../../ui/screen';
import { whatHappens } from '../../words/connect';
import { decide as words, words as list } from '../../words/sends';
import type { SentAccount } from '../accounts/sent-account';
import { StateBadge } from '../accounts/state-badge';
import { useAccount } from '../accounts/use-account';
import { Choices } from './choices';
import { PendingNote } from './pending-note';

export function SendScreen() {
  const { id } = useParams({ from: '/shell/sends/$id' });
  const { account, sending } = useAccount(id);
  const { data } = account;
  return (
    <Screen
      title={data ? words.title(data.accountsId) : words.titleWaiting}
      purpose={words.purpose}
      above={<Link to="/sends">{list.title}</Link>}
      aside={
        data && (
          <>
            <StateBadge state={data.connectState} />
            <ButtonLink to="/accounts/$id" params={{ id }}>
              {words.toAccount}
            </ButtonLink>
          </>
        )
      }
    >
      <Asked query={account}>
        {(found) => <Asked query={sending}>{(send) => <Decision account={found} sending={send} />}</Asked>}
      </Asked>
    </Screen>
  );
}

function Decision({ account, sending }: SentAccount) {
  const [pendingId, setPendingId] = useState<string>();
  const { state } = sending;
  if (state !== 'needs-decision')
    return (
      <Notice title={words.notOpen}>
        <p>{whatHappens[state]}</p>
      </Notice>
    );
  if (pendingId) return <PendingNote id={pendingId} />;
  return <Choices account={account} sending={sending} onPending={setPendingId} />;
}
