import type { Schema } from '../../../api/client';
import { changes as words } from '../../../words/people';
import { useLocationName } from '../use-location-name';

type Change = Schema<'PersonChange'>;

/** What a change gives, in words. */
export function useSaid(): (change: Change) => string {
  const nameOf = useLocationName();
  return ({ kind, grant, email, identity }) => {
    if (grant) return words.grant(grant.role, grant.locationId === null ? null : nameOf(grant.locationId));
    if (identity) return words.identity(identity.email, identity.subject);
    return email ?? (kind === 'reactivation' ? words.reactivation : words.kinds[kind]);
  };
}

export function ChangeAsked({ change }: { change: Change }) {
  const said = useSaid();
  const { kind, identity } = change;
  return (
    <div className="max-w-xs min-w-40 break-words">
      <p className="text-xs text-muted">{words.kinds[kind]}</p>
      <p className="font-medium">{said(change)}</p>
      {identity?.email && (
        <p className={identity.emailVerified ? 'text-xs text-muted' : 'text-xs text-warn'}>
          {identity.emailVerified ? words.verified : words.unverified}
        </p>
      )}
    </div>
  );
}
