import type { IncomingMessage } from 'node:http';
import { isFromUs } from '../../../api/sign-in/same-origin';

const ours = new URL('https://console.example.org/');
const sites = [
  undefined,
  'same-origin',
  'same-site',
  'cross-site',
  'none',
  'Same-Origin',
  'same-origin, same-origin',
];
const origins = [
  ...[undefined, ours.origin, `${ours.origin}/`, `${ours.origin}:443`, 'http://console.example.org'],
  ...['https://console.example.org:8443', 'https://example.org', 'https://elsewhere.example', 'null', ''],
];
const isTaken = (method: string, site: string | undefined, origin: string | undefined) =>
  isFromUs({ method, headers: { 'sec-fetch-site': site, origin } } as unknown as IncomingMessage, ours);

it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY', 'get', ''])(
  'takes %j with a cookie from our own pages alone, whatever the browser says of them',
  (method) => {
    for (const site of sites)
      for (const origin of origins) {
        const isOurs = site === undefined ? origin === ours.origin : site === 'same-origin';
        expect([site, origin, isTaken(method, site, origin)]).toEqual([site, origin, isOurs]);
      }
  },
);

it.each(['GET', 'HEAD'])('takes %s from anywhere: it changes nothing', (method) => {
  for (const site of sites) for (const origin of origins) expect(isTaken(method, site, origin)).toBe(true);
});
