import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react';

/** Where screens stand in the page. */
export const contentId = 'content';

interface ScreenProps {
  title: string;
  /** What this screen is for, in a sentence. */
  purpose: string;
  /** Above the title: where this belongs. */
  above?: ReactNode;
  /** Beside the title: state and buttons. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A screen's frame. It names the tab of the browser, too. */
export function Screen({ title, purpose, above, aside, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // After a link the focus waits on the content; a heading takes it, so that it is read out, and hands it back when
  // another takes its place.
  useLayoutEffect(() => {
    const { current } = heading;
    if (document.activeElement?.id === contentId) current?.focus({ preventScroll: true });
    return () => {
      if (document.activeElement !== current) return;
      document.getElementById(contentId)?.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    document.title = `${title} – operate-connect`;
  }, [title]);
  return (
    <div className="mx-auto max-w-7xl space-y-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          {above && <div className="text-sm text-muted">{above}</div>}
          <h1
            ref={heading}
            tabIndex={-1}
            className="text-2xl font-semibold tracking-tight break-words outline-none"
          >
            {title}
          </h1>
          <p className="mt-1 max-w-prose text-sm text-muted">{purpose}</p>
        </div>
        {aside && <div className="flex flex-wrap items-center gap-2">{aside}</div>}
      </div>
      {children}
    </div>
  );
}

interface PanelProps {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
}

/** A part of a screen, with a heading of its own. */
export const Panel = ({ title, aside, children }: PanelProps) => (
  <section className="min-w-0 rounded-lg border border-line bg-surface">
    {(title ?? aside) && (
      <div className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-3">
        <h2 className="font-semibold">{title}</h2>
        {aside && <div className="flex flex-wrap items-center gap-2">{aside}</div>}
      </div>
    )}
    <div className="p-4">{children}</div>
  </section>
);
