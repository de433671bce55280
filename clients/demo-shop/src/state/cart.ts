import { createStore, keptIn } from '@crow/ui-kit';
import { type Product, productOf, type Variant } from '../catalogue';
import { type ProblemId, priceOf } from './problems';

/** So many of one variant. */
export interface Line {
  product: string;
  variant: string;
  quantity: number;
}

/** A line with what it stands for. */
export interface Item extends Line {
  about: Product;
  chosen: Variant;
  priceCents: number;
}

export const MOST_OF_ONE = 10;
export const FREE_SHIPPING_FROM = 10_000;
const SHIPPING = 495;
const NAME = 'tarnvik.cart';
const kept = keptIn('localStorage');

export const cart = createStore<readonly Line[]>([]);

const save = (lines: readonly Line[]) => {
  kept.set(NAME, JSON.stringify(lines));
  cart.set(lines);
};

const find = (line: Line): { about: Product; chosen: Variant } | undefined => {
  const about = productOf(line.product);
  const chosen = about?.variants.find(({ id }) => id === line.variant);
  return about && chosen && { about, chosen };
};

/** What can be read of a kept cart: of lines that are no lines, or of goods no longer sold, nothing. */
export const parseCart = (text: string | null): Line[] => {
  try {
    const lines: unknown = JSON.parse(text ?? '[]');
    return (Array.isArray(lines) ? lines : [])
      .filter(
        (line): line is Line =>
          typeof line === 'object' &&
          line !== null &&
          Number.isInteger(line.quantity) &&
          line.quantity > 0 &&
          !!find(line),
      )
      .map(({ product, variant, quantity }) => ({
        product,
        variant,
        quantity: Math.min(quantity, MOST_OF_ONE),
      }));
  } catch {
    return [];
  }
};

/** Takes up the cart of an earlier page, and follows other tabs. */
export const recallCart = (): void => {
  const recall = () => cart.set(parseCart(kept.get(NAME)));
  recall();
  window.addEventListener('storage', (event) => {
    if (event.key === NAME) {
      recall();
    }
  });
};

const limit = (variant: Variant, quantity: number) =>
  Math.max(0, Math.min(quantity, variant.stock, MOST_OF_ONE));

/** Adds as many as there are, up to ten. Returns how many were added. */
export const addToCart = (product: Product, variant: Variant, quantity: number): number => {
  const lines = cart.get();
  const known = lines.find((line) => line.variant === variant.id);
  const before = known?.quantity ?? 0;
  const after = limit(variant, before + quantity);
  if (after > before) {
    save(
      known
        ? lines.map((line) => (line === known ? { ...line, quantity: after } : line))
        : [...lines, { product: product.id, variant: variant.id, quantity: after }],
    );
  }
  return after - before;
};

export const setQuantity = (item: Item, quantity: number): void =>
  save(
    cart
      .get()
      .map((line) =>
        line.variant === item.variant ? { ...line, quantity: limit(item.chosen, quantity) } : line,
      )
      .filter((line) => line.quantity > 0),
  );

export const removeFromCart = (variant: string): void =>
  save(cart.get().filter((line) => line.variant !== variant));

export const emptyCart = (): void => save([]);

export const itemsOf = (lines: readonly Line[], planted: readonly ProblemId[]): Item[] =>
  lines.flatMap((line) => {
    const known = find(line);
    return known ? [{ ...line, ...known, priceCents: priceOf(known.about, known.chosen, planted) }] : [];
  });

export const countOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** What everything costs, in cents. */
export const totalOf = (items: readonly Item[]) => {
  const goods = items.reduce((sum, { priceCents, quantity }) => sum + priceCents * quantity, 0);
  const shipping = goods === 0 || goods >= FREE_SHIPPING_FROM ? 0 : SHIPPING;
  return { goods, shipping, total: goods + shipping };
};
