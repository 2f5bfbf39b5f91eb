import { useSearch } from '@tanstack/react-router';
import { News } from '../../ui/news';
import { Screen } from '../../ui/screen';
import { type ConnectState, connectStates } from '../../words/connect';
import { words } from '../../words/sends';
import { OpenSends } from './open-sends';
import { SendsOf } from './sends-of';
import { StateTabs } from './state-tabs';

/** All open sends, those that need a person first; or all Accounts of one state. */
export function SendsScreen() {
  const { state } = useSearch({ from: '/shell/sends' });
  const isState = state !== undefined && state in connectStates;
  return (
    <Screen title={words.title} purpose={words.purpose} aside={<News kind="send" />}>
      <StateTabs current={isState ? state : undefined} />
      {isState ? <SendsOf state={state as ConnectState} /> : <OpenSends />}
    </Screen>
  );
}
