import type { Things } from './things';

/** They also go into headers; what those cannot hold is left to test/own-system/api/naughty-strings.test.ts. */
const fitsHeader = (text: string): boolean => /^[!-~]([ -~]*[!-~])?$/.test(text);

/** Statuses that are right for a request outside the contract. 412: a precondition is looked at before the body. */
const rejections = [400, 401, 403, 404, 405, 406, 409, 412, 413, 415, 422, 428, 429];

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
    `[checks.negative_data_rejection]\nexpected-statuses = [${rejections.join(', ')}]\n`,
    '[generation.dictionaries]\nstring = { dictionary = "naughty", probability = 0.1 }\n',
    dictionary('naughty', naughty.filter(fitsHeader)),
    ...kinds.map((kind) => dictionary(kind, things[kind] ?? [])),
    ...kinds.map(operationsOf),
  ].join('\n');
}
