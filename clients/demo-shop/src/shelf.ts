import { inStock, type Product } from './catalogue';
import { type ProblemId, priceRange } from './state/problems';

export const SORTS = [
  { value: 'popular', label: 'Most popular' },
  { value: 'cheap', label: 'Price: low to high' },
  { value: 'dear', label: 'Price: high to low' },
  { value: 'rated', label: 'Best rated' },
] as const;

export type Sort = (typeof SORTS)[number]['value'];

export const CEILINGS = [5_000, 10_000, 15_000, 20_000] as const;

/** What somebody wants to see of a shelf; it stands in the address. */
export interface Wish {
  sort?: Sort;
  /** At most so many euros. */
  max?: number;
  stock?: boolean;
}

/** What can be read of an address: of what is no wish, nothing. */
export const wishOf = (given: Record<string, unknown>): Wish => {
  const sort = SORTS.find(({ value }) => value === given.sort)?.value;
  const max = CEILINGS.find((ceiling) => ceiling / 100 === Number(given.max));
  return {
    ...(sort && sort !== 'popular' && { sort }),
    ...(max && { max: max / 100 }),
    ...((given.stock === true || given.stock === 'true') && { stock: true }),
  };
};

/** The products a wish leaves, in the order it asks for. */
export const arrange = (
  products: readonly Product[],
  wish: Wish,
  planted: readonly ProblemId[],
): Product[] => {
  const price = (product: Product) => priceRange(product, planted)[0];
  const order: Record<Sort, (a: Product, b: Product) => number> = {
    popular: (a, b) => b.popularity - a.popularity,
    cheap: (a, b) => price(a) - price(b),
    dear: (a, b) => price(b) - price(a),
    rated: (a, b) => b.rating.stars - a.rating.stars,
  };
  return products
    .filter((product) => (!wish.max || price(product) <= wish.max * 100) && (!wish.stock || inStock(product)))
    .sort((a, b) => order[wish.sort ?? 'popular'](a, b) || a.name.localeCompare(b.name));
};
