/** Where what is filtered is downloaded: a link, so that the browser saves the file while it comes. */
export function downloadPath(path: `/v1/${string}`, filter: object): string {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(given).toString();
  return query ? `${path}?${query}` : path;
}
