import type { Page, Route } from 'playwright-core';

/** What the shell itself needs stays: without it, there is no screen to look at. */
const ofTheShell = ['/v1/me', '/v1/session', '/v1/events'];

const refusal = (status: number, type: string, title: string) => (route: Route) =>
  route.fulfill({
    status,
    contentType: 'application/problem+json',
    body: JSON.stringify({
      type: `/problems/${type}`,
      status,
      title,
      detail: `${title}.`,
      requestId: 'req-7',
    }),
  });

/** How the API fails, and how a screen tells of it: no two in a row alike. */
const failures: readonly { answer: (route: Route) => unknown; told: string }[] = [
  { answer: refusal(403, 'forbidden', 'You may not do this'), told: 'You may not do this' },
  { answer: (route) => route.abort('connectionfailed'), told: 'The server did not answer' },
  { answer: refusal(500, 'internal', 'It went wrong here'), told: 'It went wrong here' },
  { answer: () => undefined, told: 'The server did not answer' },
];

/** Presses "Try again" wherever it is offered, until one of them tells of the failure. */
async function untilTold(page: Page, { told }: (typeof failures)[number]): Promise<void> {
  const alert = page.getByRole('alert').filter({ hasText: told }).first();
  const again = page.getByRole('button', { name: 'Try again' });
  for (let press = 0; press < pressesAtMost; press++) {
    const isTold = await alert.waitFor({ timeout: press === 0 ? 300 : 3_000 }).then(
      () => true,
      () => false,
    );
    if (isTold) return;
    // A button may go while it is looked for: what it stands for is being asked again.
    for (const button of await again.all()) await button.click({ timeout: 1_000 }).catch(() => undefined);
  }
  await alert.waitFor();
}

const pressesAtMost = 5;

/**
 * Lets everything fail that screens ask the API for, in one way after another: refused, without a connection, with a
 * fault, and without ever an answer. @returns walks a screen through them, and says how each was told.
 */
export async function failing(page: Page): Promise<(open: () => Promise<void>) => Promise<string[]>> {
  let [now] = failures;
  await page.route(
    ({ pathname }) => pathname.startsWith('/v1/') && !ofTheShell.includes(pathname),
    (route) => now?.answer(route),
  );
  // Once a screen is there, nobody waits as long as people do: half a minute for an answer, seconds between attempts.
  await page.addInitScript(`
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    AbortSignal.timeout = (ms) => timeout(window.patienceMs ?? ms);
    const later = window.setTimeout.bind(window);
    window.setTimeout = (act, ms, ...rest) => later(act, Math.min(ms, window.patienceMs ?? ms), ...rest);
  `);
  return async (open) => {
    const told: string[] = [];
    for (const failure of failures) {
      now = failure;
      if (failure === failures[0]) await open();
      await untilTold(page, failure);
      await page.evaluate('window.patienceMs = 200');
      told.push(failure.told);
    }
    return told;
  };
}
