import { answerOf, isEnded } from '@crow/api';
import { queryOptions } from '@tanstack/react-query';
import { api, type SignedIn } from './api';
import { afterwards, givenEmail } from './kept';
import { HOME, ownPath } from './next';

/** Who is signed in, or null. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<SignedIn | null> => {
    try {
      return await answerOf(api.GET('/api/v1/auth/session'));
    } catch (error) {
      if (isEnded(error)) {
        return null;
      }
      throw error;
    }
  },
  staleTime: 30_000,
});

/** Leaves for a page of another client. */
export const leaveFor = (path: string): void => location.assign(path);

/**
 * What follows a sign-in.
 *
 * @param next the page somebody wanted before
 * @returns the path in here to go on at; undefined once the browser is on its way to another client
 */
export const afterSignIn = (session: SignedIn, next: string | undefined): '/onboarding' | undefined => {
  givenEmail.forget();
  if (session.onboarding !== 'completed') {
    if (next && !next.startsWith('/auth/')) {
      afterwards.set(next);
    }
    return '/onboarding';
  }
  leaveFor(ownPath(next) ?? HOME);
  return undefined;
};

export const signOut = async (): Promise<void> => {
  await api.POST('/api/v1/auth/sign-out');
};
