import { useQuery } from '@tanstack/react-query';
import { api } from '../../api/client';
import { one } from '../../api/keys';
import { Asked } from '../../ui/asked';
import { Notice } from '../../ui/notice';
import { decide as words } from '../../words/sends';

/** A decision that was taken and is not carried out yet: the hint of it says when it is. */
export function PendingNote({ id }: { id: string }) {
  const decision = useQuery({
    queryKey: one('decision', id),
    queryFn: () => api.get('/v1/decisions/{id}', { params: { path: { id } } }),
  });
  return (
    <Asked query={decision}>
      {({ state, outcome }) =>
        state === 'refused' ? (
          <Notice tone="danger" title={words.refused} urgent>
            <p>{outcome?.detail}</p>
          </Notice>
        ) : (
          <Notice title={words.pending}>
            <p>{words.pendingWhy}</p>
          </Notice>
        )
      }
    </Asked>
  );
}
