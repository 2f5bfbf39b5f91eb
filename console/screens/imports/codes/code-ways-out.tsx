import type { RowAction } from '../../../../domain/imports/row-actions';
import type { Schema } from '../../../api/client';
import { Button } from '../../../ui/button';
import { Link } from '../../../ui/link';
import { words } from '../../../words/import-codes';

type Likely = Schema<'LikelyAccount'>;

interface CodeWaysOutProps {
  problem: Schema<'CodeProblem'>;
  /** Of the import: only its Accounts can be given the code. */
  locationId: string;
  mayGive: boolean;
  onGive: (likely: Likely | undefined) => void;
  onAct: (action: RowAction) => void;
}

const ways = [
  ['assign', words.assignAll],
  ['ignore', words.ignoreAll],
] as const;

/** Why none of the ways is open: the same for all codes, as all of their rows are unmatched. */
export function WhyNoWayOut({ problem }: { problem: Schema<'CodeProblem'> | undefined }) {
  const why = problem?.blocked.find(({ action }) => ways.some(([way]) => way === action));
  return why ? <p className="pb-2 text-sm text-muted">{why.reason}</p> : null;
}

/** These have the code already: it is their tenancy that is in the way. */
const haveIt: readonly Likely['why'][] = ['tenancy-not-begun', 'tenancy-ended'];

/** Whom the code may mean, likeliest first, and what can be done about it. */
export function CodeWaysOut({ problem, locationId, mayGive, onGive, onAct }: CodeWaysOutProps) {
  const { code, likelyAccounts } = problem;
  const canGive = (one: Likely) => mayGive && one.location.id === locationId && !haveIt.includes(one.why);
  return (
    <div className="min-w-56 space-y-2 min-[1400px]:min-w-96">
      {likelyAccounts.length > 0 && (
        <ul className="space-y-2">
          {likelyAccounts.map((one) => (
            <li key={one.accountId + one.why}>
              {canGive(one) ? (
                <Button onClick={() => onGive(one)}>{words.giveTo(one.accountsId)}</Button>
              ) : (
                <Link to="/accounts/$id" params={{ id: one.accountId }}>
                  {words.goTo(one.accountsId)}
                </Link>
              )}
              <span className="block text-xs text-muted">
                {one.name}
                {one.location.id !== locationId && ` ${words.at(one.location.name)}`}: {words.why[one.why]}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-1">
        {code !== null && mayGive && !likelyAccounts.some(({ why }) => haveIt.includes(why)) && (
          <Button look={likelyAccounts.some(canGive) ? 'quiet' : 'plain'} onClick={() => onGive(undefined)}>
            {words.give}
          </Button>
        )}
        {ways
          .filter(([action]) => problem.actions.includes(action))
          .map(([action, verb]) => (
            <Button
              key={action}
              look="quiet"
              aria-label={words.ofCode(verb, code ?? words.noCode)}
              onClick={() => onAct(action)}
            >
              {verb}
            </Button>
          ))}
      </div>
    </div>
  );
}
