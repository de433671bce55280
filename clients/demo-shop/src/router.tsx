import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  notFound,
  type RouterHistory,
} from '@tanstack/react-router';
import { BASE, categoryOf, productAt } from './catalogue';
import { AboutPage } from './pages/about';
import { CartPage } from './pages/cart';
import { CategoryPage, CategorySkeleton } from './pages/category';
import { CheckoutPage } from './pages/checkout';
import { ConfirmationPage } from './pages/confirmation';
import { HomePage } from './pages/home';
import { NotFoundPage } from './pages/not-found';
import { ProductPage } from './pages/product';
import { SearchPage } from './pages/search';
import { BrokenPage, Frame } from './parts/frame';
import { wishOf } from './shelf';
import { problems, SLOW_CATEGORY, SLOW_MS } from './state/problems';

export interface Context {
  queries: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Frame });

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage });

const category = createRoute({
  getParentRoute: () => root,
  path: '/collections/$category',
  validateSearch: wishOf,
  loader: ({ params, abortController, cause }) => {
    const found = categoryOf(params.category);
    if (!found) {
      throw notFound();
    }
    const slow =
      found.id === SLOW_CATEGORY && problems.get().includes('slow-category') && cause !== 'preload';
    return slow ? afterAWhile(found, abortController.signal) : found;
  },
  pendingComponent: CategorySkeleton,
  pendingMs: 0,
  wrapInSuspense: true,
  component: () => <CategoryPage category={category.useLoaderData()} wish={category.useSearch()} />,
});

/** What is planted: the same, later. */
const afterAWhile = <T,>(value: T, signal: AbortSignal): Promise<T> =>
  new Promise((done, failed) => {
    const timer = setTimeout(() => done(value), SLOW_MS);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      failed(signal.reason);
    });
  });

const product = createRoute({
  getParentRoute: () => root,
  path: '/products/$slug',
  validateSearch: (search: Record<string, unknown>): { variant?: string } =>
    typeof search.variant === 'string' ? { variant: search.variant } : {},
  loader: ({ params }) => {
    const found = productAt(params.slug);
    if (!found) {
      throw notFound();
    }
    return found;
  },
  component: () => {
    const found = product.useLoaderData();
    return <ProductPage key={found.id} product={found} asked={product.useSearch().variant} />;
  },
});

const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: (given: Record<string, unknown>): { q?: string } =>
    given.q === undefined ? {} : { q: String(given.q).slice(0, 200) },
  component: () => <SearchPage query={(search.useSearch().q ?? '').trim()} />,
});

const cart = createRoute({ getParentRoute: () => root, path: '/cart', component: CartPage });
const checkout = createRoute({ getParentRoute: () => root, path: '/checkout', component: CheckoutPage });
const confirmation = createRoute({
  getParentRoute: () => root,
  path: '/confirmation',
  validateSearch: (given: Record<string, unknown>): { order?: string } =>
    given.order === undefined ? {} : { order: String(given.order).slice(0, 40) },
  component: () => <ConfirmationPage number={confirmation.useSearch().order} />,
});
const about = createRoute({ getParentRoute: () => root, path: '/about', component: AboutPage });

const routeTree = root.addChildren([home, category, product, search, cart, checkout, confirmation, about]);

/** Plain texts in the query, so that addresses read like those of any shop. */
const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));
const stringifySearch = (values: Record<string, unknown>): string => {
  const given = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, `${value}`])).toString();
  return text && `?${text}`;
};

/** @param history the page to render in advance; without one the router follows the browser's */
export const makeRouter = (queries: QueryClient, history?: RouterHistory) => {
  const router = createRouter({
    routeTree,
    basepath: BASE,
    context: { queries },
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: BrokenPage,
    // Rendered in advance it would be a script inside the page, which the page's policy does not run.
    scrollRestoration: !history,
    parseSearch,
    stringifySearch,
    ...(history && { history }),
  });
  // The pages are rendered in advance: the browser has to find the very tree that was made then.
  router.ssr = { manifest: undefined };
  return router;
};

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
