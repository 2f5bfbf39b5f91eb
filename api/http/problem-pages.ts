import { type Express, type Response } from 'express';
import type { Problem } from '../../domain/refusal';
import { Refusal } from '../../domain/refusal';
import type { Help } from './problem-help/help';
import { ofRequests } from './problem-help/of-requests';
import { ofWork } from './problem-help/of-work';
import { internalProblem, type KnownProblem, problemTable } from './problem-table';

type ProblemName = Problem | 'internal';

const known: Record<ProblemName, KnownProblem> = { ...problemTable, internal: internalProblem };
const help: Record<ProblemName, Help> = { ...ofRequests, ...ofWork };

/** Paths that this serves. */
export const problemPaths = ['/problems', '/problems/:name'];

/** A page at the path that each problem's type is, and one with all of them. As JSON for those who accept that. */
export function serveProblemPages(app: Express): void {
  app.get('/problems', (_request, response) => {
    const all = Object.keys(known).map((name) => described(name as ProblemName));
    const rows = all.map(
      ({ type, title, status }) => `<li>${status} <a href="${type}">${escaped(title)}</a></li>`,
    );
    respond(response, { problems: all }, page('Problems', `<ul>${rows.join('')}</ul>`));
  });
  app.get('/problems/:name', (request, response) => {
    const { name } = request.params;
    if (!Object.hasOwn(known, name))
      throw new Refusal('not-found', 'There is no such problem: see /problems.');
    const one = described(name as ProblemName);
    const text =
      `<p><code>${one.type}</code>, status ${one.status}</p><h2>What it means</h2><p>${escaped(one.means)}</p>` +
      `<h2>What to do</h2><p>${escaped(one.remedy)}</p><p><a href="/problems">All problems</a></p>`;
    respond(response, one, page(one.title, text));
  });
}

const described = (name: ProblemName) => {
  const { status, title } = known[name];
  return { type: `/problems/${name}`, title, status, ...help[name] };
};

const respond = (response: Response, json: object, html: string) =>
  response.format({
    'text/html': () => response.send(html),
    'application/json': () => response.json(json),
    default: () => {
      throw new Refusal('not-acceptable', 'This is answered as text/html or application/json.');
    },
  });

const page = (title: string, content: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escaped(title)}</title>` +
  '<meta name="viewport" content="width=device-width">' +
  '<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}</style>' +
  `<h1>${escaped(title)}</h1>${content}</html>\n`;

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
