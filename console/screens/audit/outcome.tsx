import { Badge } from '../../ui/badge';
import { words } from '../../words/audit';

interface OutcomeProps {
  outcome: 'done' | 'refused';
  /** The type of a problem, which has a page at that path. */
  reason: string | null;
}

export const Outcome = ({ outcome, reason }: OutcomeProps) => (
  <span className="flex flex-wrap items-center gap-x-2">
    <Badge tone={outcome === 'done' ? 'neutral' : 'warn'}>{words.outcomes[outcome]}</Badge>
    {reason !== null && (
      <a
        className="text-accent underline-offset-2 hover:underline"
        href={reason}
        target="_blank"
        rel="noreferrer"
      >
        {words.reason(reason)}
      </a>
    )}
  </span>
);
