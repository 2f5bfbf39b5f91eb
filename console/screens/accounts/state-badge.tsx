import { Badge } from '../../ui/badge';
import { type ConnectState, connectStates } from '../../words/connect';

/** How far an Account has come on its way to Connect. */
export function StateBadge({ state }: { state: ConnectState }) {
  const [text, tone] = connectStates[state];
  return <Badge tone={tone}>{text}</Badge>;
}
