import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../api/client';
import { one } from '../../api/keys';

/** The Account, and how far it has come on its way to Connect: hints tell of each by itself. */
export function useAccount(id: string) {
  const client = useQueryClient();
  const path = { params: { path: { id } } };
  const account = useQuery({
    queryKey: one('account', id),
    queryFn: () => api.get('/v1/accounts/{id}', path),
  });
  const sending = useQuery({
    queryKey: one('send', id),
    queryFn: () => api.get('/v1/accounts/{id}/connect-client', path),
    enabled: account.isSuccess,
  });
  const seenByAccount = account.data?.connectState;
  const seenBySend = sending.data?.state;
  // The buttons come with the Account, so it has to follow where the send has gone.
  useEffect(() => {
    if (seenByAccount && seenBySend && seenByAccount !== seenBySend)
      void client.invalidateQueries({ queryKey: one('account', id) });
  }, [client, id, seenByAccount, seenBySend]);
  return { account, sending };
}

export const useLocation = (id: string | undefined) =>
  useQuery({
    queryKey: one('location', id ?? ''),
    queryFn: () => api.get('/v1/locations/{id}', { params: { path: { id: id as string } } }),
    enabled: id !== undefined && id !== '',
  });
