import world from '../../../demo-traffic/src/main/resources/dev/crow/demo/world/catalogue.json' with {
  type: 'json',
};
import type { Catalogue, Product, Review, Variant } from '../src/catalogue';
import { reviewsOf } from './reviews';
import type { Shape } from './shapes';
import words from './words.json' with { type: 'json' };

/** What is said of a product here, beyond what the shoppers of `./crow demo` know of it. */
interface Words {
  shape: Shape;
  colour: string;
  axis: string;
  line: string;
  text: string;
  facts: string[];
  surcharges?: Record<string, number>;
}

const SAID = words as unknown as Record<string, Words>;

/** A GTIN-13 from the range kept for use inside one shop (GS1 prefix 20 to 29), with its check digit. */
export const gtin = (number: number): string => {
  const digits = `29${String(number).padStart(10, '0')}`;
  const sum = [...digits].reduce((total, digit, place) => total + Number(digit) * (place % 2 ? 3 : 1), 0);
  return digits + ((10 - (sum % 10)) % 10);
};

const digitsOf = (id: string): number => Number(id.replace(/\D/g, ''));

/** Ids, names, prices and stock are the demo traffic's; pictures, words and reviews are the shop's own. */
export const makeCatalogue = (): { catalogue: Catalogue; reviews: Map<string, Review[]> } => {
  const reviews = new Map(world.products.map(({ id, category }) => [id, reviewsOf(id, category)]));
  const products = world.products.map((known): Product => {
    const said = SAID[known.id];
    if (!said) {
      throw new Error(`words.json says nothing of ${known.id}`);
    }
    const { shape, colour, axis, line, text, facts, surcharges } = said;
    const about = reviews.get(known.id) ?? [];
    const variants = known.variants.map((variant, place): Variant => {
      const own = axis === 'Colour' ? variant.name.toLowerCase() : colour;
      return {
        ...variant,
        gtin: gtin(digitsOf(known.id) * 100 + place),
        priceCents: known.priceCents + (surcharges?.[variant.id] ?? 0),
        colour: own,
      };
    });
    return {
      id: known.id,
      name: known.name,
      slug: known.slug,
      category: known.category,
      priceCents: known.priceCents,
      popularity: known.popularity,
      shape,
      axis,
      line,
      text,
      facts,
      variants,
      rating: {
        stars: Math.round((10 * about.reduce((sum, { stars }) => sum + stars, 0)) / about.length) / 10,
        count: about.length,
      },
    };
  });
  const catalogue = { brand: world.brand, currency: world.currency, categories: world.categories, products };
  return { catalogue, reviews };
};
