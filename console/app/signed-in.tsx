import { useEffect } from 'react';
import { words } from '../words/shell';

export const signedInChannel = 'operate-connect-signed-in';

/** Where a sign-in beside an open form ends: it tells the other tabs, and can be closed. */
export function SignedIn() {
  useEffect(() => {
    const channel = new BroadcastChannel(signedInChannel);
    channel.postMessage(null);
    channel.close();
    window.close();
  }, []);
  return (
    <main className="mx-auto max-w-md space-y-2 p-8">
      <h1 className="text-xl font-semibold">{words.signedIn}</h1>
      <p>{words.signedInWhy}</p>
    </main>
  );
}
