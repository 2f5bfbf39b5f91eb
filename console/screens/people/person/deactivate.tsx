import { useState } from 'react';
import { useAct } from '../../../api/act';
import { api, etagOf, type Schema } from '../../../api/client';
import { AskOnce } from '../../../ui/ask-once';
import { words } from '../../../words/person';
import type { Warnings } from './owner';

interface DeactivateProps {
  person: Schema<'Person'>;
  onClose: () => void;
  onWarnings: (warnings: Warnings) => void;
}

/** Asks once before somebody can do nothing any more; or before they can again. */
export function Deactivate({ person, onClose, onWarnings }: DeactivateProps) {
  const [shown] = useState(person);
  const isActive = shown.deactivatedAt === null;
  const change = useAct({
    act: () =>
      api.patch('/v1/persons/{id}', {
        params: { path: { id: shown.id }, header: { 'If-Match': etagOf(shown) ?? '' } },
        body: { deactivated: isActive },
      }),
    changes: ['person'],
    onDone: ({ warnings }) => {
      onWarnings(warnings);
      onClose();
    },
  });
  return (
    <AskOnce
      title={isActive ? words.deactivateTitle(shown.name) : words.bringBackTitle(shown.name)}
      verb={isActive ? words.deactivate : words.bringBack}
      look={isActive ? 'danger' : 'primary'}
      change={change}
      onClose={onClose}
    >
      <p className="text-sm">{isActive ? words.deactivateWhy : words.bringBackWhy}</p>
    </AskOnce>
  );
}
