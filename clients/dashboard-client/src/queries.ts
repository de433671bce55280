import { answerOf } from '@crow/api';
import { queryOptions } from '@tanstack/react-query';
import { api } from './api';
import type { Range } from './figures';

/** Interactions counted by day. */
export const daysQuery = (range: Range) =>
  queryOptions({
    queryKey: ['interactions', 'days', range],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/interactions/days', { params: { query: { ...range } }, signal })),
  });

/** What became of every event that arrived. */
export const ledgerQuery = () =>
  queryOptions({
    queryKey: ['ledger'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/ledger', { signal })),
    refetchInterval: 10_000,
  });

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/auth/api-keys', { signal })),
});

export const organizationQuery = queryOptions({
  queryKey: ['organization'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/organizations/me', { signal })),
});
