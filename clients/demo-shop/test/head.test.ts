import { expect, it } from 'vitest';
import { products } from '../src/catalogue';
import { applyHead, headOf, type Known, linkedText } from '../src/head';
import type { Order } from '../src/state/orders';

const known: Known = { origin: 'https://shop.example', planted: [] };
const none = new URLSearchParams();
const order: Order = {
  number: 'T-1',
  at: '2026-11-21T12:00:00.000Z',
  lines: [
    {
      product: 'p-101',
      name: 'Skarv Rain Jacket',
      variant: 'p-101-m',
      variantName: 'M',
      quantity: 2,
      priceCents: 14_995,
    },
  ],
  goods: 29_990,
  shipping: 0,
  total: 29_990,
};

it('describes every product to those who cannot see it', () => {
  for (const product of products) {
    const [schema] = headOf(`/products/${product.slug}`, none, known).linked as Record<string, unknown>[];
    const { offers } = schema as { offers: Record<string, unknown> };
    expect(schema?.name).toBe(product.name);
    expect(schema?.productGroupID ?? schema?.sku).toBe(product.id);
    expect(offers.priceCurrency).toBe('EUR');
    expect(Number(offers.price ?? offers.lowPrice) * 100).toBeCloseTo(product.priceCents);
    const variants = (schema?.hasVariant ?? []) as { offers: { availability: string } }[];
    expect(variants.length || 1).toBe(product.variants.length);
    variants.forEach(({ offers: { availability } }, index) => {
      expect(availability.endsWith('/InStock')).toBe((product.variants[index]?.stock ?? 0) > 0);
    });
  }
});

it('names a price that was planted', () => {
  const { linked } = headOf('/products/skarv-rain-jacket', none, { ...known, planted: ['price-rise'] });
  expect(JSON.stringify(linked)).toContain('"lowPrice":"199.95"');
});

it('confirms an order once it is that order', () => {
  const confirmed = headOf('/confirmation', new URLSearchParams('order=T-1'), { ...known, order });
  expect(confirmed.linked).toMatchObject([{ '@type': 'Order', orderNumber: 'T-1', price: '299.90' }]);
  expect(headOf('/confirmation', new URLSearchParams('order=T-2'), { ...known, order }).linked).toEqual([]);
});

it('counts what a search found, and keeps searches out of indexes', () => {
  expect(headOf('/search', new URLSearchParams('q=rain poncho'), known)).toMatchObject({
    results: 0,
    hidden: true,
  });
  expect(headOf('/search', new URLSearchParams('q=merino'), known).results).toBeGreaterThan(2);
});

it('is no page where there is none', () => {
  for (const path of ['/products/none', '/collections/none', '/cart/more', '/constructor']) {
    expect(headOf(path, none, known).title).toBe('Page not found | Tarnvik');
  }
});

it('can be put into a page whatever it says', () => {
  expect(linkedText({ name: '</script><script>alert(1)</script>' })).not.toContain('</script>');
});

it('replaces what the last page said', () => {
  applyHead(headOf('/products/skarv-rain-jacket', none, known), known.origin);
  applyHead(headOf('/search', new URLSearchParams('q=merino'), known), known.origin);
  expect(document.title).toBe('Search: merino | Tarnvik');
  expect(document.querySelectorAll('script[type="application/ld+json"]')).toHaveLength(0);
  expect(document.querySelector('link[rel=canonical]')).toBeNull();
  expect(document.body.dataset.crowResults).toMatch(/^\d+$/);
  applyHead(headOf('/', none, known), known.origin);
  expect(document.body.dataset.crowResults).toBeUndefined();
  expect(document.querySelector('link[rel=canonical]')?.getAttribute('href')).toBe(
    'https://shop.example/demo/',
  );
});
