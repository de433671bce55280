import { categoryOf, type Product, products } from './catalogue';

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ø/g, 'o')
    .replace(/å/g, 'a')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Whether two words differ by one letter at most: added, left out, changed. */
const alike = (a: string, b: string): boolean => {
  if (Math.abs(a.length - b.length) > 1) {
    return false;
  }
  let same = 0;
  while (same < a.length && a[same] === b[same]) {
    same++;
  }
  const rest = [a.slice(same), b.slice(same)] as const;
  return (
    rest[0].slice(1) === rest[1] || rest[0] === rest[1].slice(1) || rest[0].slice(1) === rest[1].slice(1)
  );
};

/** How well a word that was typed fits one that is there: 0 for not at all. */
const fit = (typed: string, there: string): number => {
  if (typed === there) {
    return 1;
  }
  if (there.startsWith(typed) && typed.length > 1) {
    return 0.8;
  }
  return typed.length > 4 && alike(typed, there) ? 0.5 : 0;
};

const INDEX = products.map((product) => ({
  product,
  parts: [
    [4, wordsOf(product.name)],
    [3, wordsOf(categoryOf(product.category)?.name ?? '')],
    [2, wordsOf(`${product.shape} ${product.variants.map(({ name }) => name).join(' ')}`)],
    [1, wordsOf(`${product.line} ${product.text} ${product.facts.join(' ')}`)],
  ] as const,
}));

/** Products that have every word of a query somewhere, the best first; with a typing error a word still counts. */
export const find = (query: string): Product[] => {
  const typed = wordsOf(query);
  if (!typed.length) {
    return [];
  }
  return INDEX.map(({ product, parts }) => {
    const scores = typed.map((word) =>
      Math.max(
        ...parts.map(([weight, there]) => weight * Math.max(0, ...there.map((one) => fit(word, one)))),
      ),
    );
    return { product, score: scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0) };
  })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || b.product.popularity - a.product.popularity)
    .map(({ product }) => product);
};
