import { words } from '../words/problems';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';

/** Instead of a screen that broke: the rest of the console goes on. */
export function Failed({ error: thrown }: { error: unknown }) {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  return (
    <Notice tone="danger" title={words.screenFailed} urgent>
      <p>{words.screenFailedWhy}</p>
      <p className="text-xs">{error.message}</p>
      <Button onClick={() => window.location.reload()}>{words.reload}</Button>
    </Notice>
  );
}
