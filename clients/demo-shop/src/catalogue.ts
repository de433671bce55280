import catalogue from 'virtual:catalogue';
import type { Shape } from '../catalogue/shapes';

export interface Variant {
  /** Also its stock keeping unit. */
  id: string;
  name: string;
  stock: number;
  gtin: string;
  priceCents: number;
  /** The colour it is drawn in. */
  colour: string;
}

export interface Product {
  /** The id that demo traffic, events and the catalogue share. */
  id: string;
  name: string;
  slug: string;
  category: string;
  /** The lowest price of its variants. */
  priceCents: number;
  popularity: number;
  /** What it is drawn as. */
  shape: Shape;
  /** What its variants differ in. */
  axis: string;
  line: string;
  text: string;
  facts: string[];
  variants: Variant[];
  rating: { stars: number; count: number };
}

export interface Review {
  stars: number;
  title: string;
  text: string;
  author: string;
  date: string;
}

export interface Category {
  id: string;
  name: string;
}

export interface Catalogue {
  brand: string;
  /** ISO 4217, of every price. */
  currency: string;
  categories: Category[];
  products: Product[];
}

/** Where the shop lives below its origin. */
export const BASE = '/demo';

export const { brand, currency, categories, products } = catalogue;

const bySlug = new Map(products.map((product) => [product.slug, product]));
const byId = new Map(products.map((product) => [product.id, product]));

export const productAt = (slug: string): Product | undefined => bySlug.get(slug);
export const productOf = (id: string): Product | undefined => byId.get(id);
export const categoryOf = (id: string): Category | undefined => categories.find((one) => one.id === id);
export const productsIn = (category: string): Product[] =>
  products.filter((product) => product.category === category);

export const inStock = (product: Product): boolean => product.variants.some(({ stock }) => stock > 0);

/** The variant a page shows first: one that can be bought. */
export const firstVariant = (product: Product): Variant => {
  const variant = product.variants.find(({ stock }) => stock > 0) ?? product.variants[0];
  if (!variant) {
    throw new Error(`${product.id} has no variants`);
  }
  return variant;
};

export type View = 'front' | 'detail' | 'outside';

export const VIEWS: readonly { view: View; label: string }[] = [
  { view: 'front', label: 'From the front' },
  { view: 'detail', label: 'Detail' },
  { view: 'outside', label: 'Outdoors' },
];

/** The path of a picture; `catalogue/pictures.ts` draws it. */
export const imageOf = (
  product: Product,
  variant: Variant = firstVariant(product),
  view: View = 'front',
): string => `${BASE}/images/${product.slug}-${variant.colour}-${view}.svg`;

/** Others to look at: of the same category first, the popular ones first. */
export const relatedTo = (product: Product, count: number): Product[] =>
  products
    .filter((other) => other !== product)
    .sort(
      (a, b) =>
        Number(b.category === product.category) - Number(a.category === product.category) ||
        b.popularity - a.popularity,
    )
    .slice(0, count);
