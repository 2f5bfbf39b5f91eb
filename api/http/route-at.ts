interface KnownRoute {
  method: string;
  path: string;
}

/** What a route's first segment is about, as subjects are named in the audit trail. */
const kinds: Record<string, string> = {
  accounts: 'account',
  'batch-sheets': 'sheet',
  'charge-imports': 'import',
  decisions: 'decision',
  'import-types': 'import-type',
  locations: 'location',
  persons: 'person',
  'product-groups': 'product-group',
  products: 'product',
  webhooks: 'webhook',
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The route that a request is for, known even where it is refused before it is routed; null if there is none.
 * @returns its path as declared, and its subject: a kind, with an id if the path has one. Nothing else that was typed.
 */
export function routeAt(
  routes: readonly KnownRoute[],
  method: string,
  path: string,
): { path: string; subject: string } | null {
  const segments = path.split('/');
  const fits = (one: KnownRoute) => {
    const declared = one.path.split('/');
    return (
      one.method === method.toLowerCase() &&
      declared.length === segments.length &&
      declared.every((segment, at) => segment.startsWith(':') || segment === segments[at])
    );
  };
  const found = routes.find(fits);
  if (!found) return null;
  const [, , first = '', second] = found.path.split('/');
  const kind = kinds[first] ?? (first || 'api');
  const id = second === ':id' ? decoded(segments[3] ?? '') : undefined;
  return { path: found.path, subject: id && uuid.test(id) ? `${kind}:${id.toLowerCase()}` : kind };
}

/** As the router passes it on. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}
