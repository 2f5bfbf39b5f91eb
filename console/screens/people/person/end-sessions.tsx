import { useAct } from '../../../api/act';
import { api } from '../../../api/client';
import { AskOnce } from '../../../ui/ask-once';
import { sessions as words } from '../../../words/person';
import type { Owner } from './owner';

interface EndSessionsProps {
  owner: Owner;
  /** That one; all if absent, except the one that asks. */
  one: { id: string; browser: string } | undefined;
  onClose: () => void;
}

/** Asks once: what was typed there is lost. */
export function EndSessions({ owner: { id, name, isMe }, one, onClose }: EndSessionsProps) {
  const end = useAct({
    act: () =>
      one
        ? api.delete('/v1/persons/{id}/sessions/{sessionId}', {
            params: { path: { id, sessionId: one.id } },
          })
        : api.delete('/v1/persons/{id}/sessions', {
            params: { path: { id }, query: { keepCurrent: 'true' } },
          }),
    changes: ['person'],
    onDone: onClose,
  });
  const all = isMe ? words.endOthersTitle : words.endAllTitle(name);
  return (
    <AskOnce
      title={one ? words.endTitle(one.browser) : all}
      verb={one ? words.end : isMe ? words.endOthers : words.endAll}
      change={end}
      onClose={onClose}
    >
      <p className="text-sm">{words.endWhy}</p>
    </AskOnce>
  );
}
