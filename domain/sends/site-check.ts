import type { ConnectFaultKind } from './connect-fault';

/** What became of looking for a Location's site in Connect. */
export const siteOutcomes = [
  'ok',
  'no-site',
  'unknown-site',
  'wrong-credentials',
  'unreachable',
  'busy',
  'too-many-checks',
  'unexpected-answer',
] as const;
export type SiteOutcome = (typeof siteOutcomes)[number];

/** What a fault of Connect means for the check. */
export const outcomeOfFault = {
  unreachable: 'unreachable',
  away: 'unreachable',
  server: 'unexpected-answer',
  throttled: 'busy',
  credentials: 'wrong-credentials',
  conflict: 'unexpected-answer',
  precondition: 'unexpected-answer',
  refused: 'unexpected-answer',
  contract: 'unexpected-answer',
} as const satisfies Record<ConnectFaultKind, SiteOutcome>;

/** What a person is told, and what they can do. @param told Connect's own words, or why there are none. */
export const siteAdvice: Record<SiteOutcome, (siteId: string, told: string) => string> = {
  ok: (siteId) => `Connect can be reached and has the site ${siteId}.`,
  'no-site': () => 'The location has no Connect site: set connectSiteId.',
  'unknown-site': (siteId) =>
    `Connect can be reached, but has no site ${siteId} that our credentials may use. Check the id, or have ` +
    'Connect give our key access to the site.',
  'wrong-credentials': (_, told) =>
    `Connect does not accept our key (${told}). Check CONNECT_API_KEY, or have Connect renew the key.`,
  unreachable: (_, told) =>
    `Connect cannot be reached (${told}). Check CONNECT_BASE_URL and the network, or try again later.`,
  busy: (_, told) => `Connect is busy (${told}). Try again in a moment.`,
  'too-many-checks': () =>
    'Connect was not asked: our own calls have reached their rate limit. Try again in a moment.',
  'unexpected-answer': (_, told) =>
    `Connect answers, but not as agreed (${told}). Check that CONNECT_BASE_URL is that of Connect.`,
};
