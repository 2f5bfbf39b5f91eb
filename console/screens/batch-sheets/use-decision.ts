import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { etagOf, type Schema } from '../../api/client';
import { changesOf } from './changes';
import { type Sheet, useSheetAct } from './use-sheet';

interface Deciding<Given> {
  /** The sheet as it is now. */
  sheet: Sheet;
  /** @param seen The sheet that the person looked at: the decision is about that one. */
  ask: (seen: Sheet, given: Given) => Promise<Sheet | Schema<'PendingDecision'>>;
  onClose: () => void;
}

/** What a decision about this version of the sheet needs. */
export const decisionOn = (seen: Sheet) => ({
  path: { id: seen.id },
  header: { 'If-Match': etagOf(seen) },
});

/**
 * A decision about a sheet as it was when its question was opened. If the sheet changes meanwhile, the question says
 * what has changed, and is asked again.
 */
export function useDecision<Given = void>({ sheet, ask, onClose }: Deciding<Given>) {
  const [seen, setSeen] = useState(sheet);
  const navigate = useNavigate();
  const changes = changesOf(seen, sheet);
  const changed = changes.length > 0;
  const act = useSheetAct(
    sheet.id,
    // A version in which nothing differs is what was seen, too: every attempt that is refused makes one.
    (given: Given) => ask(changed ? seen : sheet, given),
    (answer) => {
      onClose();
      if (answer.state !== 'pending') return;
      const { id: decision } = answer;
      void navigate({ to: '.', search: (search: object) => ({ ...search, decision }) });
    },
  );
  const lookAgain = () => {
    setSeen(sheet);
    act.reset();
  };
  return { seen, changes, changed, lookAgain, ...act };
}
