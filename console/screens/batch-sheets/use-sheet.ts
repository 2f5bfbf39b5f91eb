import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useAct } from '../../api/act';
import { api, isProblem, type Schema } from '../../api/client';
import { one } from '../../api/keys';

export type Sheet = Schema<'BatchSheet'>;
export type Check = Schema<'Check'>;

export const useSheet = (id: string) =>
  useQuery({
    queryKey: one('sheet', id),
    queryFn: () => api.get('/v1/batch-sheets/{id}', { params: { path: { id } } }),
  });

/** A change of a sheet. Where it is refused since the sheet is not what it was, the sheet is asked for again. */
export function useSheetAct<Given, Answer>(
  id: string,
  act: (given: Given) => Promise<Answer>,
  onDone: (answer: Answer) => void,
) {
  const client = useQueryClient();
  return useAct<Given, Answer>({
    changes: ['sheet', 'import'],
    onDone,
    act: async (given) => {
      try {
        return await act(given);
      } catch (error) {
        if (isProblem(error, 409) || isProblem(error, 412))
          await client.invalidateQueries({ queryKey: one('sheet', id) });
        throw error;
      }
    },
  });
}
