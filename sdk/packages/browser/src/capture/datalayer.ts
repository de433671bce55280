import type { Capturing } from './capturing';
import { priceOf } from './recognise';

type Item = Record<string, unknown>;

/** What shops already tell their tag manager, in Google's vocabulary. */
const EVENTS: Record<string, string> = {
  add_to_cart: 'add_to_cart',
  remove_from_cart: 'remove_from_cart',
  begin_checkout: 'checkout_start',
  purchase: 'purchase',
};
const LOOK_EVERY = 1_000;

const productOf = (item: Item, currency: unknown) => ({
  productId: String(item.item_id ?? item.id ?? item.item_name ?? ''),
  productName: item.item_name ?? item.name,
  price: priceOf(item.price),
  currency,
  quantity: Number(item.quantity ?? 1),
  variantName: item.item_variant ?? item.variant,
});

/** Purchases and cart changes from `window.dataLayer`, if the page is told to trust it: it is read, not patched. */
export const dataLayer = (host: Capturing, isNew: (order: string) => boolean): void => {
  if (host.options.dataLayer !== true) {
    return;
  }
  let next = 0;
  const look = host.safe(() => {
    const layer = (window as { dataLayer?: unknown[] }).dataLayer;
    for (; Array.isArray(layer) && next < layer.length; next++) {
      read(layer[next]);
    }
  }) as () => void;
  const read = (given: unknown) => {
    // gtag pushes its arguments: 'event', name, parameters.
    const message = given as { 0?: unknown; 1?: unknown; 2?: unknown; event?: unknown; ecommerce?: unknown };
    const name = message?.[0] === 'event' ? message[1] : message?.event;
    const facts = (message?.[0] === 'event' ? message[2] : message?.ecommerce) as Item | undefined;
    const type = EVENTS[String(name)];
    if (!type || !facts) {
      return;
    }
    const items = Array.isArray(facts.items) ? (facts.items as Item[]) : [];
    const list = items.map((item) => productOf(item, facts.currency));
    const orderId = facts.transaction_id;
    if (type === 'purchase') {
      if (isNew(String(orderId))) {
        host.crow.track(type, {
          orderId,
          total: priceOf(facts.value),
          currency: facts.currency,
          items: list,
        });
      }
    } else if (type === 'checkout_start') {
      host.crow.track(type, { total: priceOf(facts.value), currency: facts.currency });
    } else {
      for (const product of list) {
        host.crow.track(type, product);
      }
    }
  };
  look();
  setInterval(look, LOOK_EVERY);
  host.onAway(look);
};
