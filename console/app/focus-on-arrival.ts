import { useEffect, useRef } from 'react';
import { contentId } from '../ui/screen';

/**
 * Moves the focus to the content after a link to another screen, as a page that loads would: what had it may be gone
 * with the screen before. The screen that one arrives at first is left alone.
 */
export function useFocusOnArrival(path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    document.getElementById(contentId)?.focus({ preventScroll: true });
  }, [path]);
}
