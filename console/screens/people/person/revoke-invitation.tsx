import { useAct } from '../../../api/act';
import { api } from '../../../api/client';
import { AskReason } from '../../../ui/ask-reason';
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
    <AskReason
      open
      withoutReason
      title={words.revokeTitle}
      verb={words.revoke}
      busy={revoke.isPending}
      error={revoke.error}
      onClose={onClose}
      onConfirm={() => revoke.mutate()}
    >
      <p className="text-sm">{words.revokeWhy}</p>
    </AskReason>
  );
}
