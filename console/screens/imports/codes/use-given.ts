import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Schema } from '../../../api/client';
import { one } from '../../../api/keys';
import { gained } from './gained';

type ChargeImport = Schema<'ChargeImport'>;

const pollMs = 1_000;
/** After this, nothing more is expected to be matched by the code. */
const patienceMs = 30_000;

/** Follows what a code matches after it was given: the rows are matched again by the worker. */
export function useGiven(found: ChargeImport | undefined) {
  const client = useQueryClient();
  const [given, setGiven] = useState<{ code: string; before: ChargeImport }>();
  const [timedOut, setTimedOut] = useState(false);
  const gain = given && found ? gained(given.before, found) : null;
  const isWaiting =
    given !== undefined && gain === null && !timedOut && !hasOtherReasons(given.before, found);
  const id = found?.id;
  useEffect(() => {
    if (!isWaiting || id === undefined) return;
    const queryKey = one('import', id);
    const again = setInterval(() => void client.invalidateQueries({ queryKey, exact: true }), pollMs);
    const end = setTimeout(() => setTimedOut(true), patienceMs);
    return () => {
      clearInterval(again);
      clearTimeout(end);
      // Its rows and codes are others now.
      void client.invalidateQueries({ queryKey });
    };
  }, [client, id, isWaiting]);
  return {
    code: given?.code,
    gain,
    isWaiting,
    give: (code: string) => {
      setTimedOut(false);
      if (found) setGiven({ code, before: found });
    },
  };
}

/** Its rows were matched again, and are unmatched for other reasons now: more will not come of it. */
const hasOtherReasons = (before: ChargeImport, now: ChargeImport | undefined): boolean =>
  JSON.stringify(before.unmatchedReasons) !== JSON.stringify(now?.unmatchedReasons);
