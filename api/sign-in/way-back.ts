/**
 * Where a browser returns after its sign-in: a path of ours, never another address. Anything else leads to the start
 * page.
 * @param asked As the browser asked: a path with its query and fragment.
 */
export function wayBack(asked: string | undefined): string {
  if (asked === undefined || !/^\/(?![/\\])[\x21-\x7e]{0,1000}$/.test(asked) || asked.includes('\\'))
    return '/';
  const here = 'https://here.invalid';
  if (!URL.canParse(asked, here)) return '/';
  const url = new URL(asked, here);
  // A path such as /.//elsewhere.example is normalized to one that browsers take for a host.
  if (url.origin !== here || url.pathname.startsWith('//') || url.pathname.startsWith('/auth/')) return '/';
  return url.pathname + url.search + url.hash;
}
