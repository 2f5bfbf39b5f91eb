import { useAct } from '../../../api/act';
import { api } from '../../../api/client';
import { AskOnce } from '../../../ui/ask-once';
import { keys as words } from '../../../words/person';

interface RevokeKeyProps {
  ownerId: string;
  keyId: string;
  onClose: () => void;
}

/** Asks once: what uses the key stops at once. */
export function RevokeKey({ ownerId, keyId, onClose }: RevokeKeyProps) {
  const revoke = useAct({
    act: () => api.delete('/v1/persons/{id}/keys/{keyId}', { params: { path: { id: ownerId, keyId } } }),
    changes: ['person'],
    onDone: onClose,
  });
  return (
    <AskOnce title={words.revokeTitle} verb={words.revoke} change={revoke} onClose={onClose}>
      <p className="text-sm">{words.revokeWhy}</p>
    </AskOnce>
  );
}
