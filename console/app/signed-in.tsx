import { useEffect } from 'react';
import { tellOtherTabs } from '../api/session-state';
import { words } from '../words/shell';

/** Where a sign-in beside an open form ends: it tells the other tabs, and can be closed. */
export function SignedIn() {
  useEffect(() => {
    tellOtherTabs('began');
    window.close();
  }, []);
  return (
    <main className="mx-auto max-w-md space-y-2 p-8">
      <h1 className="text-xl font-semibold">{words.signedIn}</h1>
      <p>{words.signedInWhy}</p>
    </main>
  );
}
