import { QueryClient, queryOptions } from '@tanstack/react-query';
import { BASE, type Review } from './catalogue';

/** A server that answers with an error is asked twice more; a visitor without network is told at once. */
export const makeQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: 2, networkMode: 'always' } },
  });

/** What customers said of a product. */
export const reviewsQuery = (product: string) =>
  queryOptions({
    queryKey: ['reviews', product],
    queryFn: async ({ signal }): Promise<Review[]> => {
      const answer = await fetch(`${BASE}/data/reviews/${product}.json`, { signal });
      if (!answer.ok) {
        throw new Error(`Reviews were answered with ${answer.status}`);
      }
      return answer.json();
    },
  });
