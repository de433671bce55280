import { beforeEach, describe, expect, it } from 'vitest';
import { productOf, productsIn, type Variant } from '../src/catalogue';
import { find } from '../src/search';
import { arrange, wishOf } from '../src/shelf';
import { addToCart, cart, countOf, itemsOf, parseCart, removeFromCart, totalOf } from '../src/state/cart';
import { placeOrder } from '../src/state/orders';
import { PROBLEMS, parseProblems, priceOf, problems, recallProblems } from '../src/state/problems';

const known = (id: string) => {
  const product = productOf(id);
  if (!product) {
    throw new Error(id);
  }
  return product;
};
const variantOf = (id: string): Variant => {
  const variant = known(id.slice(0, 5)).variants.find((one) => one.id === id);
  if (!variant) {
    throw new Error(id);
  }
  return variant;
};

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  cart.set([]);
});

describe('search', () => {
  it('finds by name, by kind and by what is said of a product', () => {
    expect(find('skarv')[0]?.id).toBe('p-101');
    expect(find('rain jacket')[0]?.id).toBe('p-101');
    expect(find('merino').length).toBeGreaterThanOrEqual(4);
  });

  it('forgives a letter and knows that ø is o', () => {
    expect(find('backpak')[0]?.id).toBe('p-502');
    expect(find('sno winter')[0]?.id).toBe('p-404');
  });

  it('finds nothing where one word fits nothing', () => {
    expect(find('rain poncho')).toEqual([]);
    expect(find('   ')).toEqual([]);
    expect(find('<script>')).toEqual([]);
  });
});

describe('a shelf', () => {
  const packs = productsIn('packs');

  it('is sorted as wished, the cheapest variant counting', () => {
    const prices = arrange(packs, { sort: 'cheap' }, []).map(({ priceCents }) => priceCents);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
  });

  it('leaves out what costs more', () => {
    expect(arrange(packs, { max: 50 }, []).every(({ priceCents }) => priceCents <= 5_000)).toBe(true);
  });

  it('reads of an address what is a wish, and nothing else', () => {
    expect(wishOf({ sort: 'cheap', max: '100', stock: 'true' })).toEqual({
      sort: 'cheap',
      max: 100,
      stock: true,
    });
    expect(wishOf({ sort: '__proto__', max: 'NaN', stock: 'maybe', evil: 1 })).toEqual({});
  });
});

describe('the cart', () => {
  it('holds no more than there are', () => {
    const few = variantOf('p-503-m');
    expect(addToCart(known('p-503'), few, 3)).toBe(3);
    expect(addToCart(known('p-503'), few, 3)).toBe(few.stock - 3);
    expect(addToCart(known('p-503'), few, 1)).toBe(0);
    expect(countOf(cart.get())).toBe(few.stock);
  });

  it('ships for free from a hundred euros', () => {
    addToCart(known('p-305'), variantOf('p-305-39'), 1);
    expect(totalOf(itemsOf(cart.get(), []))).toEqual({ goods: 1_995, shipping: 495, total: 2_490 });
    addToCart(known('p-101'), variantOf('p-101-m'), 1);
    expect(totalOf(itemsOf(cart.get(), [])).shipping).toBe(0);
    removeFromCart('p-101-m');
    removeFromCart('p-305-39');
    expect(totalOf(itemsOf(cart.get(), [])).total).toBe(0);
  });

  it('reads of what was kept only what is a line', () => {
    const good = { product: 'p-101', variant: 'p-101-m', quantity: 2 };
    const bad = [
      { ...good, variant: 'gone' },
      { ...good, quantity: -1 },
      { ...good, quantity: 'x' },
      null,
      7,
    ];
    expect(parseCart(JSON.stringify([good, ...bad]))).toEqual([good]);
    expect(parseCart('{')).toEqual([]);
    expect(parseCart('{"length": 3}')).toEqual([]);
    expect(parseCart(null)).toEqual([]);
  });

  it('becomes an order that knows nothing of who bought it', () => {
    addToCart(known('p-605'), variantOf('p-605-350'), 2);
    const order = placeOrder(itemsOf(cart.get(), []), new Date('2026-11-21T12:00:00Z'));
    expect(order.total).toBe(2 * 4_495 + 495);
    expect(Object.keys(order)).toEqual(['number', 'at', 'lines', 'goods', 'shipping', 'total']);
  });
});

describe('planted problems', () => {
  it('come from the address, and stay with the tab', () => {
    recallProblems('?plant=price-rise,nonsense,rage-trap');
    expect(problems.get()).toEqual(['price-rise', 'rage-trap']);
    problems.set([]);
    recallProblems('');
    expect(problems.get()).toEqual(['price-rise', 'rage-trap']);
    recallProblems('?plant=');
    recallProblems('');
    expect(problems.get()).toEqual([]);
  });

  it('are all of them with one word', () => {
    expect(parseProblems('all')).toEqual(PROBLEMS.map(({ id }) => id));
  });

  it('raise one price by a third', () => {
    const jacket = known('p-101');
    expect(priceOf(jacket, variantOf('p-101-m'), ['price-rise'])).toBe(19_995);
    expect(priceOf(jacket, variantOf('p-101-m'), [])).toBe(14_995);
    expect(priceOf(known('p-102'), variantOf('p-102-s'), ['price-rise'])).toBe(24_900);
  });
});
