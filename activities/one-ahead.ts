/**
 * Hands item after item to `use`, in order and never two at once, while the next one is made already.
 * @returns false when `use` said that it is enough.
 */
export async function oneAhead<T>(
  items: AsyncIterable<T>,
  use: (item: T) => Promise<boolean>,
): Promise<boolean> {
  let under: Promise<boolean> = Promise.resolve(true);
  for await (const item of items) {
    if (!(await under)) return false;
    under = use(item);
    under.catch(() => undefined); // told when it is waited for
  }
  return under;
}
