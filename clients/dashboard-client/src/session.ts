import { answerOf, type May, may, type Session } from '@crow/api';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from './api';

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => answerOf(api.GET('/api/v1/auth/session')),
  staleTime: 60_000,
});

/** The signed-in person. Pages are only shown once it is known who that is. */
export const useSession = (): Session => {
  const { data } = useQuery(sessionQuery);
  if (!data) {
    throw new Error('Shown before the session was known');
  }
  return data;
};

export const useMay = (permission: May): boolean => may(useSession(), permission);
