const mark = 'operate-connect-loaded-anew';

/**
 * A page from before an update asks for parts that are gone: it loads itself anew, once.
 * @returns whether it does so now.
 */
export function loadedAnew(error: Error): boolean {
  if (!/dynamically imported module|module script failed|Failed to fetch dynamically/i.test(error.message))
    return false;
  if (sessionStorage.getItem(mark) !== null) return false;
  sessionStorage.setItem(mark, new Date().toISOString());
  window.location.reload();
  return true;
}

/** Parts come again: the next update may load anew, too. */
export const forgetLoadedAnew = (): void => sessionStorage.removeItem(mark);
