import { useAct } from '../../../api/act';
import { api } from '../../../api/client';
import { AskOnce } from '../../../ui/ask-once';
import { invitations as words } from '../../../words/person';

interface RevokeInvitationProps {
  ownerId: string;
  invitationId: string;
  onClose: () => void;
}

/** Asks once: the link leads nowhere from then on. */
export function RevokeInvitation({ ownerId, invitationId, onClose }: RevokeInvitationProps) {
  const revoke = useAct({
    act: () =>
      api.delete('/v1/persons/{id}/invitations/{invitationId}', {
        params: { path: { id: ownerId, invitationId } },
      }),
    changes: ['person'],
    onDone: onClose,
  });
  return (
    <AskOnce title={words.revokeTitle} verb={words.revoke} change={revoke} onClose={onClose}>
      <p className="text-sm">{words.revokeWhy}</p>
    </AskOnce>
  );
}
