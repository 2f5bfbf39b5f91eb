import type { Links } from './contract';

/** As Markdown, in one line; empty without any. */
export const linkLine = (links: Links): string =>
  Object.entries(links)
    .map(([words, url]) => `[${words}](${url})`)
    .join(' · ');
