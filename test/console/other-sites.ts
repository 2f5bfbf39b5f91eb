import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';

/** What a page of another origin tries with the session of whoever opens it, by its path. */
const attempts = (api: string, accountId: string): Record<string, string> => {
  const send = `${api}/v1/accounts/${accountId}/send-to-connect`;
  return {
    '/form': `<form method=post action="${send}"></form><script>document.forms[0].submit()</script>`,
    '/fetch': `<script>
      const credentials = 'include';
      const tries = [
        fetch('${send}', { method: 'POST', credentials, mode: 'no-cors' }),
        fetch('${send}', { method: 'POST', credentials, body: '{}' }),
        fetch('${api}/v1/session', { method: 'DELETE', credentials }),
        fetch('${api}/v1/me', { credentials }),
      ];
      Promise.allSettled(tries).then((all) => (document.title = all.map(({ status }) => status).join()));
    </script>`,
    '/frame': `<iframe src="${api}/accounts"></iframe>`,
  };
};

/**
 * Opens what another origin of the same site makes, for which the browser sends the cookie along.
 * @returns the answer to a form, what became of each fetch, and why a frame stays empty.
 */
export async function attackFrom(page: Page, api: string, accountId: string) {
  const pages = attempts(api, accountId);
  const server = createServer(({ url = '' }, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end(pages[url]);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const at = (path: string) => `http://127.0.0.1:${port}${path}`;
  try {
    const answered = page.waitForResponse((response) => response.url().endsWith('/send-to-connect'));
    await page.goto(at('/form'), { waitUntil: 'commit' });
    const form = (await answered).status();
    // Until the answer stands there, it would interrupt what is opened next.
    await page.waitForURL('**/send-to-connect');
    await page.goto(at('/fetch'));
    await page.waitForFunction('document.title.includes(",")');
    const fetches = await page.title();
    const refused = page.waitForEvent('console', (told) => told.text().startsWith('Framing'));
    await page.goto(at('/frame'));
    return { form, fetches, frame: (await refused).text() };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
