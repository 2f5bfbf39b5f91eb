import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, inBackground } from '../api/client';
import { listenToOtherTabs, sessionBegan, sessionEnded, useSessionEnded } from '../api/session-state';
import { Button } from '../ui/button';
import { Dialog, DialogButtons } from '../ui/dialog';
import { useNow } from '../ui/use-now';
import { words } from '../words/shell';
import { buttonClasses } from '../ui/button';
import { meQuery } from './me';

const warnBeforeMs = 120_000;

/** Warns before the session ends; when it has ended, keeps what was typed and offers to sign in again beside it. */
export function SessionGuard() {
  const ended = useSessionEnded();
  const client = useQueryClient();
  const [closed, setClosed] = useState(0);
  useEffect(() => {
    const goOn = async () => {
      const before = client.getQueryData(meQuery.queryKey);
      const now = await api.get('/v1/me', { headers: inBackground });
      // What one person typed is not for another one to send.
      if (before && before.id !== now.id) return window.location.reload();
      sessionBegan();
      void client.invalidateQueries();
    };
    const look = () => void goOn().catch(() => undefined);
    const stop = listenToOtherTabs((change) => (change === 'began' ? look() : sessionEnded()));
    // Whoever signed in elsewhere comes back without a word from that tab.
    if (ended) window.addEventListener('focus', look);
    return () => {
      stop();
      window.removeEventListener('focus', look);
    };
  }, [client, ended]);
  return (
    <>
      {/* The browser closes it at Esc, after which nothing would lead to the sign-in: it opens anew. */}
      <Dialog key={closed} open={ended} title={words.ended} onClose={() => setClosed(closed + 1)}>
        <p className="text-sm">{words.endedWhy}</p>
        <DialogButtons>
          <a
            className={buttonClasses('primary')}
            href="/auth/sign-in?to=/signed-in"
            target="_blank"
            rel="opener"
          >
            {words.signInAgain}
          </a>
        </DialogButtons>
      </Dialog>
      {!ended && <EndWarning />}
    </>
  );
}

function EndWarning() {
  const session = useQuery({
    queryKey: ['session'],
    queryFn: () => api.get('/v1/session', { headers: inBackground }),
    refetchInterval: 60_000,
    staleTime: 0,
  });
  const now = useNow(5_000);
  const { idleEndsAt, endsAt } = session.data ?? {};
  const leftMs = idleEndsAt && endsAt ? Math.min(Date.parse(idleEndsAt), Date.parse(endsAt)) - now : Infinity;
  const soon = leftMs < warnBeforeMs;
  const { refetch } = session;
  const over = leftMs <= 0;
  const [isSure, setSure] = useState(false);
  // What was done since the session was last read may have renewed it; and the clock of this browser may be wrong, so
  // that only the API says that it is over.
  useEffect(() => {
    setSure(false);
    if (soon) void refetch().then(() => setSure(true));
  }, [soon, over, refetch]);
  const stay = () => void api.get('/v1/me').then(() => refetch());
  return (
    <Dialog open={soon && !over && isSure} title={words.endsSoon} onClose={stay}>
      <p className="text-sm">{words.endsSoonWhy(Math.max(0, Math.round(leftMs / 1_000)))}</p>
      <DialogButtons>
        <Button look="primary" onClick={stay}>
          {words.staySignedIn}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
