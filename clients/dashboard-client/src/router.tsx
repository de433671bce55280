import { isEnded, type May, may } from '@crow/api';
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  notFound,
} from '@tanstack/react-router';
import { parseSearch, stringifySearch, type Texts } from './address';
import { signInAgain } from './api';
import { NotFoundPage } from './pages/not-found';
import { Frame } from './parts/frame';
import { BrokenPage, OpeningPage } from './parts/states';
import { sessionQuery } from './session';

export const BASE = '/dashboard';

interface Context {
  queries: QueryClient;
}

/** Never comes: the browser is on its way to another page. */
const leaving = () => new Promise<never>(() => {});

const root = createRootRouteWithContext<Context>()({
  validateSearch: (given: Texts): Texts => given,
  beforeLoad: async ({ context }) => {
    try {
      const session = await context.queries.ensureQueryData(sessionQuery);
      if (session.onboarding === 'pending') {
        location.assign('/auth/onboarding');
        return leaving();
      }
      return { session };
    } catch (error) {
      if (isEnded(error)) {
        signInAgain();
        return leaving();
      }
      throw error;
    }
  },
  component: Frame,
  pendingComponent: OpeningPage,
  errorComponent: BrokenPage,
  notFoundComponent: NotFoundPage,
});

type Component = Parameters<typeof lazyRouteComponent>[0];

/** A page that only those see who hold its permission; to others it does not exist. */
const page = <P extends string>(path: P, load: Component, permission?: May) =>
  createRoute({
    getParentRoute: () => root,
    path,
    beforeLoad: ({ context }) => {
      if (permission && !may(context.session, permission)) {
        throw notFound();
      }
    },
    component: lazyRouteComponent(load, 'Page'),
  });

const routeTree = root.addChildren([
  page('/', () => import('./pages/overview')),
  page('/live', () => import('./pages/live'), 'interactions:read'),
  page('/interactions', () => import('./pages/interactions'), 'interactions:read'),
  page('/interactions/$id', () => import('./pages/interaction'), 'interactions:read'),
  page('/patterns', () => import('./pages/patterns'), 'patterns:read'),
  page('/patterns/$id', () => import('./pages/pattern'), 'patterns:read'),
  page('/insights', () => import('./pages/insights'), 'patterns:read'),
  page('/products', () => import('./pages/products'), 'products:manage'),
  page('/products/$id', () => import('./pages/product'), 'products:manage'),
  page('/analytics', () => import('./pages/analytics'), 'interactions:read'),
  page('/sources', () => import('./pages/sources'), 'integrations:manage'),
  page('/exports', () => import('./pages/exports'), 'organization:read'),
  page('/team', () => import('./pages/team'), 'team:manage'),
  page('/api-keys', () => import('./pages/api-keys'), 'api_keys:manage'),
  page('/billing', () => import('./pages/billing'), 'billing:manage'),
  page('/notifications', () => import('./pages/notifications'), 'notifications:read'),
  page('/settings', () => import('./pages/settings')),
  page('/audit', () => import('./pages/audit'), 'organization:own'),
]);

export const makeRouter = (queries: QueryClient) =>
  createRouter({
    routeTree,
    basepath: BASE,
    context: { queries },
    defaultPreload: 'intent',
    defaultPendingMs: 150,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: BrokenPage,
    scrollRestoration: true,
    parseSearch,
    stringifySearch,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
