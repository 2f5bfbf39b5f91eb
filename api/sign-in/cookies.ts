/** Names and attributes of our cookies, which follow from the public address. */
export interface Cookies {
  /** Of a browser that has signed in. */
  session: Cookie;
  /** Binds a sign-in that has begun to the browser that began it. */
  flow: Cookie;
}

export interface Cookie {
  name: string;
  /** @returns a value for `Set-Cookie`. */
  set(value: string): string;
  clear(): string;
  /** @param header That of the request. @returns null if it is not there, or twice with different values. */
  read(header: string | undefined): string | null;
}

const flowSeconds = 600;

export function cookiesFor(publicUrl: URL): Cookies {
  const secure = publicUrl.protocol === 'https:';
  return { session: cookie('session', secure), flow: cookie('sign-in', secure, flowSeconds) };
}

/** The prefix makes browsers refuse one that another host, or plain http, has set. */
function cookie(plainName: string, secure: boolean, maxAgeSeconds?: number): Cookie {
  const name = secure ? `__Host-${plainName}` : plainName;
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  const lasts = maxAgeSeconds === undefined ? '' : `; Max-Age=${maxAgeSeconds}`;
  return {
    name,
    set: (value) => `${name}=${value}; ${attributes}${lasts}`,
    clear: () => `${name}=; ${attributes}; Max-Age=0`,
    read: (header = '') => {
      const found = header.split(/; ?/).filter((pair) => pair.startsWith(`${name}=`));
      // Browsers send one; which of two is ours, and which was planted, nobody can tell.
      const [value = '', ...others] = new Set(found.map((pair) => pair.slice(name.length + 1)));
      return others.length === 0 && /^[\w-]{43}$/.test(value) ? value : null;
    },
  };
}
