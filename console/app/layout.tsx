import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Menu, X } from 'lucide-react';
import { Suspense, useEffect, useState } from 'react';
import { followHints } from '../api/live';
import { Loading } from '../ui/asked';
import { Button } from '../ui/button';
import { contentId } from '../ui/screen';
import { words } from '../words/shell';
import { HelpButton } from './help';
import { LocationSwitch } from './location-switch';
import { Navigation } from './navigation-bar';
import { PersonMenu } from './person-menu';
import { SessionGuard } from './session-guard';
import { useFocusOnArrival } from './focus-on-arrival';
import { keepFocus } from './keep-focus';

/** What stands round every screen of somebody who is signed in. */
export function Layout() {
  const client = useQueryClient();
  useEffect(() => followHints(client), [client]);
  const [menuOpen, setMenuOpen] = useState(false);
  const path = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => setMenuOpen(false), [path]);
  useFocusOnArrival(path);
  useEffect(keepFocus, []);
  return (
    <>
      <a
        href={`#${contentId}`}
        className="sr-only focus:not-sr-only focus:absolute focus:z-10 focus:bg-surface focus:p-3"
      >
        {words.skip}
      </a>
      <div className="min-h-dvh lg:grid lg:grid-cols-[13.5rem_1fr]">
        <aside className="border-b border-line bg-surface lg:sticky lg:top-0 lg:h-dvh lg:overflow-y-auto lg:border-r lg:border-b-0">
          <div className="flex items-center justify-between px-4 py-3">
            <span className="font-semibold tracking-tight">{words.product}</span>
            <Button
              look="quiet"
              className="lg:hidden"
              aria-expanded={menuOpen}
              aria-controls="navigation"
              onClick={() => setMenuOpen(!menuOpen)}
            >
              {menuOpen ? <X aria-hidden className="size-5" /> : <Menu aria-hidden className="size-5" />}
              {words.menu}
            </Button>
          </div>
          <div id="navigation" className={menuOpen ? '' : 'max-lg:hidden'}>
            <Navigation />
          </div>
        </aside>
        <div className="min-w-0">
          <header className="flex flex-wrap items-center justify-end gap-2 border-b border-line bg-surface px-4 py-2 sm:gap-4 lg:px-8">
            <LocationSwitch />
            <HelpButton />
            <PersonMenu />
          </header>
          <main id={contentId} tabIndex={-1} className="px-4 py-6 outline-none lg:px-8">
            <Suspense fallback={<Loading />}>
              <Outlet />
            </Suspense>
          </main>
        </div>
      </div>
      <SessionGuard />
    </>
  );
}
