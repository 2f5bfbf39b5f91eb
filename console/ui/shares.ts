/** The least that a part takes of a bar's 100, so that one row of a million is seen. */
const least = 1.5;

/** Where each part of a bar of 100 begins, and how wide it is. Parts of nothing are left out. */
export function sharesOf<Name extends string>(
  parts: readonly { name: Name; count: number }[],
): { name: Name; from: number; width: number }[] {
  const shown = parts.filter(({ count }) => count > 0);
  const all = shown.reduce((sum, { count }) => sum + count, 0);
  const wanted = shown.map(({ name, count }) => ({ name, width: Math.max((count / all) * 100, least) }));
  const scale = 100 / wanted.reduce((sum, { width }) => sum + width, 0);
  let from = 0;
  return wanted.map(({ name, width }) => {
    const share = { name, from, width: width * scale };
    from += share.width;
    return share;
  });
}
