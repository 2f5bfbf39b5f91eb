import type { Things } from './things';

/** They also go into headers; what those cannot hold is left to test/own-system/api/naughty-strings.test.ts. */
const fitsHeader = (text: string): boolean => /^[!-~]([ -~]*[!-~])?$/.test(text);

/** Statuses that are right for a request outside the contract. 412: a precondition is looked at before the body. */
const rejections = [400, 401, 403, 404, 405, 406, 409, 412, 413, 415, 422, 428, 429];

/**
 * Statuses that are right for a request within the contract. 409 and 412: the state of a thing, and what others have
 * made of it since. 422: what JSON Schema has no words for, which are dates in their order, members that exclude each
 * other, ids and names that have to be of something, and cursors of another list.
 */
const acceptances = ['2xx', '3xx', 401, 403, 404, 409, 412, 422, 429];

/** The issuer sends a browser there, with what only the issuer knows: others are shown a page. */
const wayBack = `[[operations]]
include-path = "/auth/callback"
checks.positive_data_acceptance.expected-statuses = ${JSON.stringify([...acceptances, 400])}
`;

/** TOML takes the strings of JSON. */
const quote = (text: string): string => JSON.stringify(text);
const dictionary = (name: string, values: string[]): string =>
  `[dictionaries.${name}]\nvalues = [${values.map(quote).join(', ')}]\n`;

/** Of the path /v1/<kind>/{id}: mostly ids that exist. */
const operationsOf = (kind: string): string =>
  `[[operations]]\ninclude-path-regex = ${quote(`^/v1/${kind}/\\{id\\}`)}\n` +
  `parameters = { "path.id" = { dictionary = "${kind}", probability = 0.8 } }\n`;

/** The configuration file of Schemathesis: ids of what there is, and strings that break programs. */
export function configText(things: Things, naughty: string[]): string {
  const kinds = Object.keys(things).filter((kind) => things[kind]?.length);
  return [
    // Not an argument of the program, which everybody on this machine can read.
    '[headers]\nAuthorization = "Bearer ${FUZZ_KEY}"\n',
    `[checks.positive_data_acceptance]\nexpected-statuses = ${JSON.stringify(acceptances)}\n`,
    // If-Match: who leaves it out is told so with a status of its own.
    '[checks.missing_required_header]\nexpected-statuses = [401, 403, 428]\n',
    `[checks.negative_data_rejection]\nexpected-statuses = [${rejections.join(', ')}]\n`,
    '[generation.dictionaries]\nstring = { dictionary = "naughty", probability = 0.1 }\n',
    dictionary('naughty', naughty.filter(fitsHeader)),
    ...kinds.map((kind) => dictionary(kind, things[kind] ?? [])),
    ...kinds.map(operationsOf),
    wayBack,
  ].join('\n');
}
