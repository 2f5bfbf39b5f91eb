import { useAct } from '../../../api/act';
import { api } from '../../../api/client';
import { AskOnce } from '../../../ui/ask-once';
import { invitations as words } from '../../../words/person';
import type { Owner } from './owner';
import { ShownOnce } from './shown-once';

/** Makes a link by which the person signs in, and shows it once. */
export function Invite({ owner: { id, name }, onClose }: { owner: Owner; onClose: () => void }) {
  const invite = useAct({
    act: (_: void, key) =>
      api.post('/v1/persons/{id}/invitations', {
        params: { path: { id }, header: { 'Idempotency-Key': key } },
      }),
    changes: ['person'],
  });
  if (invite.data)
    return (
      <ShownOnce title={words.madeTitle(name)} warning={words.once} text={invite.data.link} onClose={onClose}>
        <p>{words.onceWhy(name)}</p>
      </ShownOnce>
    );
  return (
    <AskOnce
      title={words.makeTitle(name)}
      verb={words.makeLink}
      look="primary"
      change={invite}
      onClose={onClose}
    >
      <p className="text-sm">{words.makeWhy}</p>
    </AskOnce>
  );
}
