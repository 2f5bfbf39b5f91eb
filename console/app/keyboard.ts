import { daily } from './navigation';

interface Keys {
  help: () => void;
  go: (to: string) => void;
}

/** How long `g` waits for its letter. */
const goMs = 1_500;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));

/** Follows the keys of the console. @returns how to stop. */
export function followKeys({ help, go }: Keys): () => void {
  let goUntil = 0;
  const onKey = (event: KeyboardEvent) => {
    const { key, target } = event;
    if (
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      isTyping(target) ||
      document.querySelector('dialog[open]')
    )
      return;
    const place = Date.now() < goUntil ? daily.find((entry) => entry.key === key) : undefined;
    goUntil = key === 'g' ? Date.now() + goMs : 0;
    if (place) go(place.to);
    else if (key === '?') help();
    else if (key === '/') search(go);
    else if (key === 'j') walk(1);
    else if (key === 'k') walk(-1);
    else return;
    event.preventDefault();
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

/** Into the search of this screen; where there is none, to that of the Accounts. */
function search(go: (to: string) => void): void {
  const input = document.querySelector<HTMLInputElement>('main input[type="search"]');
  if (input) input.focus();
  else go('/accounts');
}

function walk(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row-link]')];
  const at = links.findIndex((link) => link === document.activeElement);
  links[at === -1 ? (step === 1 ? 0 : links.length - 1) : at + step]?.focus();
}
