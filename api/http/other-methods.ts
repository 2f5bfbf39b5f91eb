import type { Express } from 'express';
import { Refusal } from '../../domain/refusal';

export interface KnownPath {
  method: string;
  path: string;
}

/**
 * Lists the methods of a path in `Allow`: for OPTIONS, and for a method that it does not have. Registered after the
 * routes of that path.
 */
export function answerOtherMethods(app: Express, known: readonly KnownPath[]): void {
  for (const path of new Set(known.map((one) => one.path))) {
    const methods = known.filter((one) => one.path === path).map(({ method }) => method.toUpperCase());
    const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
    app.all(path, (request, response) => {
      response.set('allow', allow);
      if (request.method === 'OPTIONS') return void response.status(204).end();
      throw new Refusal('method-not-allowed', `${path} allows ${allow}, not ${request.method}.`);
    });
  }
}
