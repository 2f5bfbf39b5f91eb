import { useQuery } from '@tanstack/react-query';
import { api, type Schema } from '../../api/client';
import { one } from '../../api/keys';
import { counted, formatCount } from '../../ui/amount';
import { Badge } from '../../ui/badge';
import { ProblemNote } from '../../ui/problem';
import { words } from '../../words/work';

type WorkKind = Schema<'Work'>['kind'];

interface WorkCountsProps {
  /** Undefined: at all of mine. */
  locationId: string | undefined;
}

/** How much waits for me, by kind. Nothing while nothing does. */
export function WorkCounts({ locationId }: WorkCountsProps) {
  const { data, error } = useQuery({
    queryKey: one('work', 'counts', locationId),
    queryFn: () => api.get('/v1/work/counts', { params: { query: { locationId } } }),
  });
  if (error) return <ProblemNote error={error} />;
  if (!data || data.total === 0) return null;
  const kinds = (Object.keys(words.kinds) as WorkKind[]).filter((kind) => data.kinds[kind] > 0);
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      <span className="text-muted">{words.total(counted(data.total, words.thing, words.things))}</span>
      <ul className="flex flex-wrap gap-2">
        {kinds.map((kind) => (
          <li key={kind}>
            <Badge tone="info">{words.ofKind(formatCount(data.kinds[kind]), words.kinds[kind])}</Badge>
          </li>
        ))}
      </ul>
    </div>
  );
}
