import { useQueryClient } from '@tanstack/react-query';
import { type Kind, list } from '../api/keys';
import { useNews } from '../api/news';
import { words } from '../words/lists';
import { Button } from './button';

interface NewsProps {
  kind: Kind;
  /** Of the thing that the list belongs to; absent where it lists all things of the kind. */
  id?: string;
}

/** Says that a list is not what it was, and shows it as it is now when asked to. */
export function News({ kind, id }: NewsProps) {
  const client = useQueryClient();
  const count = useNews(kind, id);
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
