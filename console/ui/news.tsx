import { useQueryClient } from '@tanstack/react-query';
import { type Kind, list } from '../api/keys';
import { useNews } from '../api/news';
import { words } from '../words/lists';
import { Button } from './button';

/** Says that a list is not what it was, and shows it as it is now when asked to. */
export function News({ kind }: { kind: Kind }) {
  const client = useQueryClient();
  const count = useNews(kind);
  return (
    <div role="status">
      {count > 0 && (
        <Button look="quiet" onClick={() => void client.invalidateQueries({ queryKey: list(kind) })}>
          {words.changed(count)}
        </Button>
      )}
    </div>
  );
}
