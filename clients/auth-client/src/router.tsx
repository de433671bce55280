import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { ownPath } from './next';
import { AccountPage } from './pages/account';
import { CheckMailPage } from './pages/check-mail';
import { InvitationPage } from './pages/invitation';
import { RequestResetPage, ResetPage } from './pages/reset';
import { SignInPage } from './pages/sign-in';
import { SignUpPage } from './pages/sign-up';
import { TryPage } from './pages/try';
import { VerifyPage } from './pages/verify';
import { BrokenPage, Frame, NotFoundPage } from './parts/frame';
import { afterSignIn, sessionQuery } from './session';
import { SetUpPage } from './set-up/page';

export interface Context {
  queries: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Frame });
const parent = { getParentRoute: () => root };

const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Nobody sees these pages without being signed in; afterwards they are back here. */
const signedIn = async ({ context, location }: { context: Context; location: { publicHref: string } }) => {
  const session = await context.queries.ensureQueryData(sessionQuery);
  if (!session) {
    throw redirect({ to: '/sign-in', search: { next: location.publicHref } });
  }
  return session;
};

const home = createRoute({
  ...parent,
  path: '/',
  beforeLoad: async ({ context }) => {
    const session = await context.queries.ensureQueryData(sessionQuery);
    const to = session ? afterSignIn(session, undefined) : '/sign-in';
    if (to) {
      throw redirect({ to });
    }
  },
});

const signUp = createRoute({
  ...parent,
  path: '/sign-up',
  // Named even where there is none: what is not named stays as it was given.
  validateSearch: (given: Record<string, unknown>): { email?: string | undefined } => ({
    email: textIn(given.email)?.slice(0, 254),
  }),
  component: () => <SignUpPage email={signUp.useSearch().email} />,
});

const signIn = createRoute({
  ...parent,
  path: '/sign-in',
  validateSearch: (given: Record<string, unknown>): { next?: string | undefined } => ({
    next: ownPath(given.next),
  }),
  component: () => <SignInPage next={signIn.useSearch().next} />,
});

const setUp = createRoute({
  ...parent,
  path: '/onboarding',
  beforeLoad: signedIn,
  component: () => <SetUpPage step={undefined} />,
});

const setUpStep = createRoute({
  ...parent,
  path: '/onboarding/$step',
  beforeLoad: signedIn,
  component: () => <SetUpPage step={setUpStep.useParams().step} />,
});

const routeTree = root.addChildren([
  home,
  signUp,
  signIn,
  setUp,
  setUpStep,
  createRoute({ ...parent, path: '/check-mail', component: CheckMailPage }),
  createRoute({ ...parent, path: '/verify-email', component: () => <VerifyPage /> }),
  createRoute({ ...parent, path: '/confirm-email', component: () => <VerifyPage changed /> }),
  createRoute({ ...parent, path: '/request-password-reset', component: RequestResetPage }),
  createRoute({ ...parent, path: '/reset-password', component: ResetPage }),
  createRoute({ ...parent, path: '/accept-invitation', component: InvitationPage }),
  createRoute({ ...parent, path: '/account', beforeLoad: signedIn, component: AccountPage }),
  createRoute({ ...parent, path: '/try', beforeLoad: signedIn, component: TryPage }),
]);

/** Plain texts in the query: other clients write it too. */
const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));
const stringifySearch = (values: Record<string, unknown>): string => {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, `${value}`])).toString();
  return text && `?${text}`;
};

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree,
    basepath: '/auth',
    context: { queries },
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: BrokenPage,
    parseSearch,
    stringifySearch,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
