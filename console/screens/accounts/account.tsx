import { useParams } from '@tanstack/react-router';
import { useLocationId } from '../../app/location-switch';
import { Asked } from '../../ui/asked';
import { ButtonLink, Link } from '../../ui/link';
import { Screen } from '../../ui/screen';
import { words } from '../../words/account';
import { words as list } from '../../words/accounts';
import { AccountDetails } from './account-details';
import { LeftToDo } from './client-notes';
import { CodesPanel } from './codes-panel';
import { ConnectPanel } from './connect-panel';
import { StateBadge } from './state-badge';
import { useAccount } from './use-account';

export function AccountScreen() {
  const { id } = useParams({ from: '/shell/accounts/$id' });
  const location = useLocationId();
  const { account, sending } = useAccount(id);
  const { data } = account;
  return (
    <Screen
      title={data ? `${data.accountsId} ${data.name}` : words.titleWaiting}
      purpose={words.purpose}
      above={
        <Link to="/accounts" search={{ location }}>
          {list.title}
        </Link>
      }
      aside={
        data && (
          <>
            <StateBadge state={data.connectState} />
            <ButtonLink to="/charges" search={{ account: id, location }}>
              {words.charges}
            </ButtonLink>
          </>
        )
      }
    >
      <Asked query={account}>
        {(found) => (
          <div className="grid items-start gap-5 xl:grid-cols-[3fr_2fr]">
            <div className="min-w-0 space-y-5">
              <Asked query={sending}>{(send) => <ConnectPanel account={found} sending={send} />}</Asked>
              <CodesPanel account={found} />
            </div>
            <div className="min-w-0 space-y-5">
              <AccountDetails account={found} />
              <LeftToDo items={sending.data?.leftToDo ?? []} />
            </div>
          </div>
        )}
      </Asked>
    </Screen>
  );
}
