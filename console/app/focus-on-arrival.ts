import { useEffect, useRef } from 'react';
import { contentId } from '../ui/screen';

/**
 * Moves the focus to the title after a link to another screen, as a page that loads would: what had it may be gone
 * with the screen before, whose title hands it on. The screen that one arrives at first is left alone.
 */
export function useFocusOnArrival(path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    const content = document.getElementById(contentId);
    (content?.querySelector('h1') ?? content)?.focus({ preventScroll: true });
  }, [path]);
}
