// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { markedProduct, pageOrder, pageProduct, priceOf } from '../src/capture/recognise';

const jsonLd = (value: unknown) => {
  const script = document.createElement('script');
  script.type = 'application/ld+json';
  script.textContent = typeof value === 'string' ? value : JSON.stringify(value);
  document.body.append(script);
};

beforeEach(() => {
  document.body.innerHTML = '';
});

describe('a price', () => {
  it.each([
    ['189', 189],
    ['189.00', 189],
    ['€ 1.299,00', 1299],
    ['1,299.5', 1299.5],
    ['1,299', 1299],
    ['12,5', 12.5],
    [49.9, 49.9],
    ['free', undefined],
    [undefined, undefined],
  ])('written as %s is %s', (written, price) => {
    expect(priceOf(written)).toBe(price);
  });
});

describe('the page’s product', () => {
  it('comes from JSON-LD, also in a graph and with offers in offers', () => {
    jsonLd({
      '@context': 'https://schema.org',
      '@graph': [
        { '@type': 'WebPage' },
        {
          '@type': ['Product', 'Thing'],
          sku: 42,
          name: 'Lamp',
          offers: { '@type': 'AggregateOffer', lowPrice: '19.90', priceCurrency: 'EUR' },
        },
      ],
    });
    expect(pageProduct()).toEqual({ productId: '42', productName: 'Lamp', price: 19.9, currency: 'EUR' });
  });

  it('is the group where variants are products of their own', () => {
    jsonLd({
      '@type': 'ProductGroup',
      productGroupID: 'g1',
      name: 'Shirt',
      offers: { price: 20, priceCurrency: 'EUR' },
    });
    jsonLd([
      { '@type': 'Product', sku: 'a', name: 'Shirt S' },
      { '@type': 'Product', sku: 'b', name: 'Shirt M' },
    ]);
    expect(pageProduct()?.productId).toBe('g1');
  });

  it('is none on a list, and none where the data is broken', () => {
    jsonLd('{"@type": "Product", ');
    expect(pageProduct()).toBeUndefined();
    jsonLd([
      { '@type': 'Product', sku: 'a' },
      { '@type': 'Product', sku: 'b' },
    ]);
    expect(pageProduct()).toBeUndefined();
  });

  it('comes from microdata', () => {
    document.body.innerHTML = `<div itemscope itemtype="https://schema.org/Product"><h1 itemprop="name">Chair</h1>
      <meta itemprop="sku" content="c-9"><span itemprop="price" content="80">80 €</span></div>`;
    expect(pageProduct()).toMatchObject({ productId: 'c-9', productName: 'Chair', price: 80 });
  });

  it('is what the page marks, before all else', () => {
    jsonLd({ '@type': 'Product', sku: 'wrong' });
    document.body.innerHTML += '<article data-crow-product="right" data-crow-price="1.5"></article>';
    expect(pageProduct()).toMatchObject({ productId: 'right', price: 1.5 });
  });
});

describe('an order', () => {
  it('comes from JSON-LD', () => {
    jsonLd({
      '@type': 'Order',
      orderNumber: 'N-1',
      price: '30.00',
      priceCurrency: 'EUR',
      acceptedOffer: {
        price: 15,
        eligibleQuantity: { value: 2 },
        itemOffered: { '@type': 'Product', sku: 'a', name: 'A' },
      },
    });
    expect(pageOrder()).toMatchObject({
      orderId: 'N-1',
      total: 30,
      currency: 'EUR',
      items: [{ productId: 'a', productName: 'A', price: 15, quantity: 2 }],
    });
  });

  it('comes from attributes', () => {
    document.body.innerHTML = `<div data-crow-order="N-2" data-crow-total="9,90" data-crow-currency="EUR">
      <i data-crow-product="a" data-crow-quantity="3"></i></div>`;
    expect(pageOrder()).toMatchObject({
      orderId: 'N-2',
      total: 9.9,
      items: [{ productId: 'a', quantity: 3 }],
    });
  });

  it('is none without a number', () => {
    jsonLd({ '@type': 'Order', price: 3 });
    expect(pageOrder()).toBeUndefined();
    expect(markedProduct(document.body)).toBeUndefined();
  });
});
