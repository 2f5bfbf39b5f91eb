import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { readConfig } from './config';
import { signInPage } from './page';
import { projectRoot } from '../../config/project-root';
import { readSeed, type SeedPerson } from '../launcher/seed/seed-files';
import { createProvider } from './provider';

const maxFormBytes = 1_000;

/** Which person was chosen on the page. */
async function chosen(request: IncomingMessage): Promise<string | null> {
  let form = '';
  for await (const part of request.setEncoding('utf8')) {
    form += part as string;
    if (form.length > maxFormBytes) return null;
  }
  return new URLSearchParams(form).get('person');
}

async function interact(
  provider: Provider,
  persons: SeedPerson[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { uid } = await provider.interactionDetails(request, response);
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    return void response.end(signInPage(persons, `/sign-in/${uid}`));
  }
  const accountId = await chosen(request);
  const result = persons.some(({ key }) => key === accountId)
    ? { login: { accountId: accountId as string } }
    : { error: 'access_denied' };
  await provider.interactionFinished(request, response, result);
}

function main(): void {
  const config = readConfig(process.env);
  const persons = readSeed(projectRoot()).persons;
  // On the name localhost, the API on 127.0.0.1: cookies do not tell ports apart.
  const url = `http://localhost:${config.ISSUER_PORT}`;
  const provider = createProvider(url, config, persons);
  const serve = provider.callback();
  const server = createServer((request, response) => {
    if (request.url === '/health') return void response.end('ok');
    if (!request.url?.startsWith('/sign-in/')) return void serve(request, response);
    interact(provider, persons, request, response).catch(() => {
      response.statusCode = 400;
      response.end('This sign-in has expired. Go back and begin again.');
    });
  });
  server.listen(config.ISSUER_PORT, 'localhost', () => console.log(`OIDC issuer at ${url}`));
  const stop = () => {
    server.close(() => process.exit(0));
    server.closeAllConnections();
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

try {
  main();
} catch (error) {
  console.error(`OIDC issuer: ${(error as Error).message}`);
  process.exit(1);
}
