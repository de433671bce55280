import { answerOf, Problem, type Schemas } from '@crow/api';
import { type QueryClient, queryOptions, useQueryClient } from '@tanstack/react-query';
import { api } from '../api';
import { useSend } from '../send';

/** How far the set-up is, as the suite keeps it: whoever comes back, on any device, goes on there. */
export type SetUp = Schemas['OnboardingView'];

export const STEPS = ['profile', 'organization', 'plan', 'products', 'sources', 'team'] as const;
export type Step = (typeof STEPS)[number];

export const isStep = (text: string): text is Step => STEPS.some((step) => step === text);

export const setUpQuery = queryOptions({
  queryKey: ['set-up'],
  queryFn: (): Promise<SetUp> => answerOf(api.GET('/api/v1/auth/onboarding')),
  staleTime: 0,
});

/** The draft of a step; null if it was skipped, undefined if it is still to come. */
export const draftOf = <Draft>(state: SetUp, step: Step): Draft | null | undefined =>
  (state.steps as Record<string, Draft | null>)[step];

/** What the suite may be asked for: every step that was answered, and the next one. */
export const isReachable = (state: SetUp, step: Step): boolean =>
  state.next === null || STEPS.indexOf(step) <= STEPS.indexOf(state.next as Step);

/** The header that says on which version a change is based. */
export const onVersion = (state: SetUp) => ({ header: { 'If-Match': `"${state.version}"` } });

/** Changes the set-up. If somebody was faster, what they made of it is fetched at once. */
export const useChange = <Given = void>(
  change: (state: SetUp, given: Given) => Promise<SetUp>,
  then?: (state: SetUp) => void,
) => {
  const queries = useQueryClient();
  return useSend<Given, SetUp>(
    (given) => changed(queries, (state) => change(state, given)),
    (state) => then?.(state),
  );
};

const changed = async (queries: QueryClient, change: (state: SetUp) => Promise<SetUp>): Promise<SetUp> => {
  const state = await queries.ensureQueryData(setUpQuery);
  try {
    const next = await change(state);
    queries.setQueryData(setUpQuery.queryKey, next);
    return next;
  } catch (error) {
    if (error instanceof Problem && error.slug === 'precondition-failed') {
      await queries.refetchQueries({ queryKey: setUpQuery.queryKey });
    }
    throw error;
  }
};

/** Skips a step that may be skipped. */
export const skip = (state: SetUp, step: Step): Promise<SetUp> =>
  answerOf(
    api.POST('/api/v1/auth/onboarding/steps/{step}/skip', {
      params: { path: { step }, ...onVersion(state) },
    }),
  );
