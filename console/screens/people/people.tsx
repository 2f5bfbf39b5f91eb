import { useSearch } from '@tanstack/react-router';
import { useMe } from '../../app/me';
import { ButtonLink } from '../../ui/link';
import { Panel, Screen } from '../../ui/screen';
import { Tabs } from '../../ui/tabs';
import { words } from '../../words/people';
import { ChangesPanel } from './changes/changes-panel';
import { useChanges } from './changes/use-changes';
import { Everybody } from './everybody';

export function PeopleScreen() {
  const { may } = useMe();
  const { tab, cursor, location } = useSearch({ from: '/shell/people' });
  const changes = useChanges(tab === 'waiting' ? cursor : undefined);
  const count = changes.data ? `${changes.data.items.length}${changes.data.next === null ? '' : '+'}` : null;
  return (
    <Screen
      title={words.title}
      purpose={words.purpose}
      aside={
        may('manage-persons', null) && (
          <ButtonLink look="primary" to="/people/new" search={{ location }}>
            {words.add}
          </ButtonLink>
        )
      }
    >
      <Tabs
        label={words.parts}
        current={tab}
        tabs={[
          { name: undefined, text: words.everybody },
          { name: 'waiting', text: words.waiting(count) },
        ]}
      />
      <Panel>{tab === 'waiting' ? <ChangesPanel query={changes} cursor={cursor} /> : <Everybody />}</Panel>
    </Screen>
  );
}
