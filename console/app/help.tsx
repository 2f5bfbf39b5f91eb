import { CircleHelp } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { keyHelp, words } from '../words/shell';
import { followKeys } from './keyboard';
import { useNavigate } from '@tanstack/react-router';

/** Help, with a button and with `?`. It listens for all other keys, too. */
export function HelpButton() {
  const [open, setOpen] = useState(false);
  const navigate = useNavigate();
  useEffect(
    () =>
      followKeys({
        help: () => setOpen(true),
        go: (to) => void navigate({ to, search: ({ location }: { location?: string }) => ({ location }) }),
      }),
    [navigate],
  );
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        <CircleHelp aria-hidden className="size-4" /> {words.help}
      </Button>
      <Dialog open={open} title={words.help} onClose={() => setOpen(false)}>
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-sm">
          {keyHelp.map(([keys, what]) => (
            <div key={keys} className="contents">
              <dt>
                <kbd className="rounded border border-edge px-1.5 py-0.5 font-mono text-xs">{keys}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
        <p className="text-sm">
          <a className="text-accent underline" href="/docs/" target="_blank" rel="noreferrer">
            {words.api}
          </a>
        </p>
      </Dialog>
    </>
  );
}
