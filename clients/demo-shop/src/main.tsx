import '@crow/ui-kit/kit.css';
import './shop.css';
import { recallTheme } from '@crow/ui-kit';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { App } from './app';
import { BASE } from './catalogue';
import { applyHead, headOf } from './head';
import { makeQueries, reviewsQuery } from './reviews';
import { makeRouter } from './router';
import { recallCart } from './state/cart';
import { recallConsent } from './state/consent';
import { lastOrder, recallOrder } from './state/orders';
import { problems, recallProblems } from './state/problems';

recallTheme();
recallProblems(location.search);
recallCart();
recallOrder();
recallConsent();

const queries = makeQueries();
const router = makeRouter(queries);

const sayWhere = () => {
  const { pathname, search } = router.history.location;
  const known = { origin: location.origin, planted: problems.get(), order: lastOrder.get() };
  applyHead(headOf(pathname.slice(BASE.length) || '/', new URLSearchParams(search), known), location.origin);
};

// What the page was rendered from in advance came with it.
const given = document.getElementById('page-data')?.textContent;
if (given) {
  const { product, reviews } = JSON.parse(given);
  queries.setQueryData(reviewsQuery(product).queryKey, reviews);
}

sayWhere();
router.history.subscribe(sayWhere);
problems.subscribe(sayWhere);

const app = document.getElementById('app');
if (app) {
  await router.load();
  const shop = <App queries={queries} router={router} />;
  // Pages were rendered in advance without knowing the query: with one, they are drawn anew.
  if (location.search) {
    createRoot(app).render(shop);
  } else {
    hydrateRoot(app, shop);
  }
}
