/** A JSON value with one text at the place of another, for each text in it, member names included. */
export function withTextAtEachPlace(value: unknown, text: string): { place: string; value: unknown }[] {
  if (typeof value === 'string' || typeof value === 'number') return [{ place: '', value: text }];
  if (typeof value !== 'object' || value === null) return [];
  const isArray = Array.isArray(value);
  const entries = Object.entries(value);
  const rebuilt = (changed: [string, unknown][]): unknown =>
    isArray ? changed.map(([, one]) => one) : Object.fromEntries(changed);
  const inside = entries.flatMap(([name, one], at) =>
    withTextAtEachPlace(one, text).map((found) => ({
      place: `/${name}${found.place}`,
      value: rebuilt(entries.with(at, [name, found.value])),
    })),
  );
  if (isArray) return inside;
  return [...inside, { place: '/<name>', value: rebuilt([...entries, [text, 1]]) }];
}
