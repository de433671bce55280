import { createStore, keptIn } from '@crow/ui-kit';
import { type Item, totalOf } from './cart';

/** A pretended purchase. It knows what was bought, and nothing of who bought it. */
export interface Order {
  number: string;
  /** When, as ISO 8601. */
  at: string;
  lines: {
    product: string;
    name: string;
    variant: string;
    variantName: string;
    quantity: number;
    priceCents: number;
  }[];
  goods: number;
  shipping: number;
  total: number;
}

const NAME = 'tarnvik.order';
const kept = keptIn('sessionStorage');

/** The last order of this tab. */
export const lastOrder = createStore<Order | undefined>(undefined);

const isOrder = (value: unknown): value is Order =>
  typeof value === 'object' &&
  value !== null &&
  'number' in value &&
  'lines' in value &&
  Array.isArray(value.lines);

export const recallOrder = (): void => {
  try {
    const order: unknown = JSON.parse(kept.get(NAME) ?? 'null');
    lastOrder.set(isOrder(order) ? order : undefined);
  } catch {
    lastOrder.set(undefined);
  }
};

export const placeOrder = (items: readonly Item[], now: Date): Order => {
  const order: Order = {
    number: `T-${now.getTime().toString(36).toUpperCase()}`,
    at: now.toISOString(),
    lines: items.map(({ about, chosen, quantity, priceCents }) => ({
      product: about.id,
      name: about.name,
      variant: chosen.id,
      variantName: chosen.name,
      quantity,
      priceCents,
    })),
    ...totalOf(items),
  };
  kept.set(NAME, JSON.stringify(order));
  lastOrder.set(order);
  return order;
};
