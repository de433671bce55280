import { createStore, keptIn } from '@crow/ui-kit';
import type { Product, Variant } from '../catalogue';

/** What can be made to go wrong, on purpose, to see it again in CROW. */
export interface Problem {
  id: ProblemId;
  title: string;
  /** What a visitor will meet, and where. */
  effect: string;
  where: string;
}

export type ProblemId = 'broken-button' | 'slow-category' | 'price-rise' | 'payment-error' | 'rage-trap';

export const BROKEN_PRODUCT = 'p-502';
export const SLOW_CATEGORY = 'camp';
/** As long as the demo traffic's visitors wait there. */
export const SLOW_MS = 5_000;
export const RAISED_PRODUCT = 'p-101';
export const FAILING_PAYMENT = 'bank';

export const PROBLEMS: readonly Problem[] = [
  {
    id: 'broken-button',
    title: 'Broken button',
    effect: 'On the Rute 45 Backpack an invisible layer covers “Add to cart”: clicks go nowhere.',
    where: '/products/rute-45-backpack',
  },
  {
    id: 'slow-category',
    title: 'Slow page',
    effect: 'The category Camp takes five seconds to appear.',
    where: '/collections/camp',
  },
  {
    id: 'price-rise',
    title: 'Price change',
    effect: 'The Skarv Rain Jacket costs a third more.',
    where: '/products/skarv-rain-jacket',
  },
  {
    id: 'payment-error',
    title: 'Failing payment',
    effect: 'Paying by bank transfer fails, every time.',
    where: '/checkout',
  },
  {
    id: 'rage-trap',
    title: 'Dead voucher button',
    effect: 'In the cart, “Apply voucher” does nothing, however often it is clicked.',
    where: '/cart',
  },
];

const NAME = 'tarnvik.problems';
const kept = keptIn('sessionStorage');
const isProblem = (id: string): id is ProblemId => PROBLEMS.some((problem) => problem.id === id);

/** What is planted in this tab. */
export const problems = createStore<readonly ProblemId[]>([]);

/** Turns names into problems; `all` is all of them, what is unknown is left out. */
export const parseProblems = (text: string): ProblemId[] =>
  text.split(',').includes('all')
    ? PROBLEMS.map(({ id }) => id)
    : [...new Set(text.split(',').filter(isProblem))];

export const plant = (ids: readonly ProblemId[]): void => {
  kept.set(NAME, ids.join(','));
  problems.set(ids);
};

/** Takes up what `?plant=` of the address asks for, else what was planted earlier in this tab. */
export const recallProblems = (search: string): void => {
  const asked = new URLSearchParams(search).get('plant');
  if (asked === null) {
    problems.set(parseProblems(kept.get(NAME) ?? ''));
  } else {
    plant(parseProblems(asked));
  }
};

/** What a variant costs, given what is planted. */
export const priceOf = (product: Product, variant: Variant, planted: readonly ProblemId[]): number =>
  planted.includes('price-rise') && product.id === RAISED_PRODUCT
    ? Math.round((variant.priceCents * 4) / 3 / 500) * 500 - 5
    : variant.priceCents;

/** Prices from and to over a product's variants. */
export const priceRange = (product: Product, planted: readonly ProblemId[]): [from: number, to: number] => {
  const prices = product.variants.map((variant) => priceOf(product, variant, planted));
  return [Math.min(...prices), Math.max(...prices)];
};
