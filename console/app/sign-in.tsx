import { useQuery } from '@tanstack/react-query';
import { api } from '../api/client';
import { Asked } from '../ui/asked';
import { buttonClasses } from '../ui/button';
import { Notice } from '../ui/notice';
import { words } from '../words/shell';

/** The first page of somebody who is not signed in. Afterwards they are where they wanted to go. */
export function SignInScreen() {
  const ways = useQuery({ queryKey: ['ways-in'], queryFn: () => api.get('/auth') });
  const here = window.location.pathname + window.location.search;
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-4 p-8">
      <p className="text-sm font-semibold text-accent">{words.product}</p>
      <h1 className="text-2xl font-semibold tracking-tight">{words.welcome}</h1>
      <Asked query={ways}>
        {({ signIn, reason }) =>
          signIn === null ? (
            <Notice tone="warn" title={words.noSignIn}>
              <p>{reason}</p>
            </Notice>
          ) : (
            <>
              <p className="text-muted">{words.signInWhy}</p>
              <a className={buttonClasses('primary')} href={`${signIn}?to=${encodeURIComponent(here)}`}>
                {words.signIn}
              </a>
            </>
          )
        }
      </Asked>
    </main>
  );
}
