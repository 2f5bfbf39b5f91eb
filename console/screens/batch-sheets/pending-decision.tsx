import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { api, inBackground } from '../../api/client';
import { one } from '../../api/keys';
import { Button, Spinner } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { ProblemNote } from '../../ui/problem';
import { words } from '../../words/batch-sheet';

/** Asked again this often until the decision has an outcome. */
const pollMs = 2_000;

/** A decision that was kept but is not carried out yet: what it waits for, and then how it went. */
export function PendingDecision({ sheetId }: { sheetId: string }) {
  const { decision } = useSearch({ from: '/shell/batch-sheets/$id' });
  return decision ? <Decision key={decision} id={decision} sheetId={sheetId} /> : null;
}

function Decision({ id, sheetId }: { id: string; sheetId: string }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data, error } = useQuery({
    queryKey: one('decision', id),
    queryFn: () => api.get('/v1/decisions/{id}', { params: { path: { id } }, headers: inBackground }),
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'pending' ? false : pollMs),
  });
  const settled = data !== undefined && data.state !== 'pending';
  useEffect(() => {
    if (settled) void client.invalidateQueries({ queryKey: one('sheet', sheetId) });
  }, [settled, client, sheetId]);
  const dismiss = () =>
    void navigate({ to: '.', search: (search: object) => ({ ...search, decision: undefined }) });
  const close = <Button onClick={dismiss}>{words.dismiss}</Button>;
  if (data?.state === 'refused')
    return (
      <Notice tone="danger" title={words.refusedTitle} urgent>
        <p>{data.outcome?.detail}</p>
        {close}
      </Notice>
    );
  if (data?.state === 'applied')
    return (
      <Notice tone="good" title={words.appliedTitle}>
        {close}
      </Notice>
    );
  return (
    <>
      <ProblemNote error={error} />
      <div role="status">
        <Notice tone="info" title={words.pendingTitle}>
          <p className="flex items-center gap-2">
            <Spinner /> {data && words.pendingWhy[data.kind]} {words.pendingWaits}
          </p>
        </Notice>
      </div>
    </>
  );
}
