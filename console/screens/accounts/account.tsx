import { useParams, useSearch } from '@tanstack/react-router';
import { Asked } from '../../ui/asked';
import { Link } from '../../ui/link';
import { Panel, Screen } from '../../ui/screen';
import { Tabs } from '../../ui/tabs';
import { TwoColumns } from '../../ui/two-columns';
import { words } from '../../words/account';
import { words as list } from '../../words/accounts';
import { History } from '../../app/history';
import { MonthsPanel } from './months-panel';
import { AccountDetails } from './account-details';
import { LeftToDo } from './client-notes';
import { CodesPanel } from './codes-panel';
import { ConnectPanel } from './connect-panel';
import { StateBadge } from './state-badge';
import { useAccount } from './use-account';

export function AccountScreen() {
  const { id } = useParams({ from: '/shell/accounts/$id' });
  const { account, sending } = useAccount(id);
  const { data } = account;
  const { tab } = useSearch({ from: '/shell/accounts/$id' });
  return (
    <Screen
      title={data ? `${data.accountsId} ${data.name}` : words.titleWaiting}
      purpose={words.purpose}
      above={<Link to="/accounts">{list.title}</Link>}
      aside={data && <StateBadge state={data.connectState} />}
    >
      <Asked query={account}>
        {(found) => (
          <>
            <Tabs
              label={words.parts}
              current={tab}
              tabs={[
                { name: undefined, text: words.tabs.overview },
                { name: 'history', text: words.tabs.history },
              ]}
            />
            {tab === 'history' ? (
              <Panel>
                <History of="account" id={id} locationId={found.locationId} />
              </Panel>
            ) : (
              <TwoColumns>
                <>
                  <Asked query={sending}>{(send) => <ConnectPanel account={found} sending={send} />}</Asked>
                  <CodesPanel account={found} />
                </>
                <>
                  <AccountDetails account={found} />
                  <LeftToDo items={sending.data?.leftToDo ?? []} />
                  <MonthsPanel id={id} />
                </>
              </TwoColumns>
            )}
          </>
        )}
      </Asked>
    </Screen>
  );
}
