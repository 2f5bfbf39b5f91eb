import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { isProblem } from '../api/client';
import { Loading } from '../ui/asked';
import { ProblemNote } from '../ui/problem';
import { Layout } from './layout';
import { meQuery } from './me';
import { SignInScreen } from './sign-in';

/** Lets in who is signed in. Whoever was let in once keeps their screen when the session ends. */
export function Gate() {
  const me = useQuery(meQuery);
  const wasIn = useRef(false);
  if (me.data) wasIn.current = true;
  if (wasIn.current) return <Layout />;
  if (isProblem(me.error, 401)) return <SignInScreen />;
  if (me.error)
    return (
      <main className="mx-auto max-w-lg p-8">
        <ProblemNote error={me.error} retry={() => void me.refetch()} />
      </main>
    );
  return <Loading />;
}
