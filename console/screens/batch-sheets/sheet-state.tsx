import type { Schema } from '../../api/client';
import { Badge } from '../../ui/badge';
import { states } from '../../words/batch-sheets';

export function SheetState({ state }: { state: Schema<'BatchSheet'>['state'] }) {
  const [text, tone] = states[state];
  return <Badge tone={tone}>{text}</Badge>;
}
