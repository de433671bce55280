import { useToast } from '@crow/ui-kit';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';

/**
 * Something that changes the suite. When it is done it says so, and what is shown of it is asked for
 * again.
 *
 * @param touches keys of what may look otherwise afterwards
 * @param done what to say; nothing if empty
 */
export const useChange = <In, Out>(
  change: (input: In) => Promise<Out>,
  { touches = [], done }: { touches?: readonly QueryKey[]; done?: string } = {},
) => {
  const queries = useQueryClient();
  const toast = useToast();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      if (done) {
        toast(done);
      }
      await Promise.all(touches.map((queryKey) => queries.invalidateQueries({ queryKey })));
    },
  });
};
