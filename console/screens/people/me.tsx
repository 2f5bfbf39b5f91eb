import { useMe } from '../../app/me';
import { Panel, Screen } from '../../ui/screen';
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
      <div className="grid items-start gap-5 xl:grid-cols-[3fr_2fr]">
        <div className="min-w-0">
          <KeysPanel owner={owner} />
        </div>
        <Panel title={words.roles}>
          <div className="space-y-2 text-sm">
            <RolesList grants={grants} />
            <p className="text-muted">{words.rolesBy}</p>
          </div>
        </Panel>
      </div>
    </Screen>
  );
}
