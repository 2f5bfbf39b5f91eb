import type { Links } from './contract';

/** As one line of Markdown; empty if there are none. */
export const linkLine = (links: Links): string =>
  Object.entries(links)
    .map(([words, url]) => `[${words}](${url})`)
    .join(' · ');
