import { expect, it } from 'vitest';
import { gtin, makeCatalogue } from '../catalogue/make';
import { picture } from '../catalogue/pictures';
import { VIEWS } from '../src/catalogue';

const { catalogue, reviews } = makeCatalogue();

it('has what the demo traffic sells, under the same ids', () => {
  expect(catalogue.products).toHaveLength(40);
  expect(catalogue.categories).toHaveLength(6);
  expect(new Set(catalogue.products.map(({ slug }) => slug)).size).toBe(40);
  expect(catalogue.products.find(({ id }) => id === 'p-101')?.name).toBe('Skarv Rain Jacket');
});

it('gives every variant a GTIN of its own with the right check digit', () => {
  const all = catalogue.products.flatMap(({ variants }) => variants.map((variant) => variant.gtin));
  expect(new Set(all).size).toBe(all.length);
  for (const code of all) {
    const sum = [...code].reduce((total, digit, place) => total + Number(digit) * (place % 2 ? 3 : 1), 0);
    expect(code).toMatch(/^2\d{12}$/);
    expect(sum % 10).toBe(0);
  }
  expect(gtin(1)).toBe('2900000000018');
});

it('rates a product as its reviews do', () => {
  for (const { id, rating } of catalogue.products) {
    const about = reviews.get(id) ?? [];
    expect(rating.count).toBe(about.length);
    expect(rating.stars).toBeCloseTo(about.reduce((sum, { stars }) => sum + stars, 0) / about.length, 1);
    expect(about.length).toBeGreaterThanOrEqual(3);
  }
});

it('is the same each time it is made', () => {
  expect(JSON.stringify(makeCatalogue().catalogue)).toBe(JSON.stringify(catalogue));
});

it('draws every picture as one document that refers to nothing', () => {
  for (const { shape, name, variants } of catalogue.products) {
    for (const { colour } of variants) {
      for (const { view } of VIEWS) {
        const drawn = picture(shape, colour, view, name);
        const parsed = new DOMParser().parseFromString(drawn, 'image/svg+xml');
        expect(parsed.querySelector('parsererror')).toBeNull();
        expect(drawn).not.toMatch(/href|NaN|undefined|<script|style=/);
      }
    }
  }
});
