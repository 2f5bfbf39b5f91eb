import { contentId } from '../ui/screen';

/**
 * Gives the focus to what is nearest to where it was, once what had it is gone: a button that its own press took away,
 * a row, a dialog whose opener left meanwhile. The browser gives it to nothing, and the next Tab starts at the top of
 * the page. @returns how to stop.
 */
export function keepFocus(): () => void {
  /** What had the focus last, and what stands round it, from the inside out. */
  let places: Element[] = [];
  const remember = ({ target }: FocusEvent) => {
    places = target instanceof Element ? withParents(target) : [];
  };
  const forget = ({ target }: FocusEvent) =>
    // A press beside everything takes the focus away on purpose; it comes before what is removed has gone.
    queueMicrotask(() => {
      if (isNowhere() && target instanceof Element && target.isConnected) places = [];
    });
  const mend = () => {
    if (!isNowhere() || places.length === 0 || places[0]?.isConnected) return;
    places.filter(({ isConnected }) => isConnected).some(giveFocus);
  };
  const observer = new MutationObserver(mend);
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('focusin', remember);
  document.addEventListener('focusout', forget);
  // It does not bubble. While a dialog is open, nothing behind it takes the focus.
  document.addEventListener('close', mend, { capture: true });
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', remember);
    document.removeEventListener('focusout', forget);
    document.removeEventListener('close', mend, { capture: true });
  };
}

const isNowhere = (): boolean => document.activeElement === null || document.activeElement === document.body;

function withParents(element: Element): Element[] {
  const parents: Element[] = [];
  for (let at: Element | null = element; at; at = at.parentElement) parents.push(at);
  return parents;
}

/** @returns whether something in this place took it: the place itself, or its first heading. */
function giveFocus(place: Element): boolean {
  const taker =
    place.id !== contentId && place.hasAttribute('tabindex') ? place : place.querySelector('h1, h2, h3');
  if (!(taker instanceof HTMLElement)) return false;
  if (!taker.hasAttribute('tabindex')) taker.tabIndex = -1;
  taker.focus({ preventScroll: true });
  return document.activeElement === taker;
}
