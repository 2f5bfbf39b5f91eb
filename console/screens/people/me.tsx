import { useMe } from '../../app/me';
import { Panel, Screen } from '../../ui/screen';
import { TwoColumns } from '../../ui/two-columns';
import { me as words } from '../../words/person';
import { KeysPanel } from './person/keys-panel';
import { SessionsPanel } from './person/sessions-panel';
import { RolesList } from './roles-list';

export function MeScreen() {
  const { id, name, kind, grants } = useMe();
  const owner = { id, name, kind, isDeactivated: false, isMe: true };
  return (
    <Screen title={words.title} purpose={words.purpose}>
      <SessionsPanel owner={owner} />
      <TwoColumns>
        <KeysPanel owner={owner} />
        <Panel title={words.roles}>
          <div className="space-y-2 text-sm">
            <RolesList grants={grants} />
            <p className="text-muted">{words.rolesBy}</p>
          </div>
        </Panel>
      </TwoColumns>
    </Screen>
  );
}
