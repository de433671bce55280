import { type QueryKey, useInfiniteQuery } from '@tanstack/react-query';

interface Page<T> {
  items: T[];
  nextCursor?: string | null;
}

/** A list that comes in pages: all rows so far, and how to get more. */
export const usePagesOf = <T>(
  queryKey: QueryKey,
  ask: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
  options: { enabled?: boolean; refetchInterval?: number } = {},
) => {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => ask(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    select: ({ pages }) => pages.flatMap((page) => page.items),
    ...options,
  });
  return {
    query,
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    isMoreComing: query.isFetchingNextPage,
  };
};
