import {
  BASE,
  brand,
  categoryOf,
  currency,
  imageOf,
  type Product,
  productAt,
  productsIn,
  type Review,
  type Variant,
  VIEWS,
} from './catalogue';
import { find } from './search';
import type { Order } from './state/orders';
import { type ProblemId, priceOf, priceRange } from './state/problems';

/** What a page says of itself to browsers, crawlers and the SDK. */
export interface Head {
  title: string;
  description: string;
  /** Below the shop's base, without a query. */
  path: string;
  image: string;
  type: 'website' | 'product';
  /** Not for search engines. */
  hidden?: boolean;
  /** Products found, on the page of a search. */
  results?: number;
  linked: object[];
}

/** What a head depends on besides the address. */
export interface Known {
  /** Scheme and host of the site, without a slash. */
  origin: string;
  planted: readonly ProblemId[];
  order?: Order | undefined;
  reviews?: readonly Review[];
}

const HOME = `Clothing and gear for weather of all kinds. ${brand} is an invented shop that shows what CROW sees.`;

const TITLES = new Map([
  ['cart', 'Cart'],
  ['checkout', 'Checkout'],
  ['about', 'About this shop'],
]);

const amount = (cents: number): string => (cents / 100).toFixed(2);

const crumbs = (origin: string, trail: readonly (readonly [name: string, path: string])[]) => ({
  '@context': 'https://schema.org',
  '@type': 'BreadcrumbList',
  itemListElement: trail.map(([name, path], index) => ({
    '@type': 'ListItem',
    position: index + 1,
    name,
    item: `${origin}${BASE}${path}`,
  })),
});

const schemaOf = (product: Product, { origin, planted, reviews }: Known): object => {
  const url = `${origin}${BASE}/products/${product.slug}`;
  const offer = (variant: Variant) => ({
    '@type': 'Offer',
    url: `${url}?variant=${variant.id}`,
    price: amount(priceOf(product, variant, planted)),
    priceCurrency: currency,
    availability: `https://schema.org/${variant.stock > 0 ? 'InStock' : 'OutOfStock'}`,
    itemCondition: 'https://schema.org/NewCondition',
  });
  const common = {
    '@context': 'https://schema.org',
    name: product.name,
    description: product.text,
    url,
    brand: { '@type': 'Brand', name: brand },
    category: categoryOf(product.category)?.name,
    image: VIEWS.map(({ view }) => `${origin}${imageOf(product, undefined, view)}`),
    aggregateRating: {
      '@type': 'AggregateRating',
      ratingValue: product.rating.stars,
      reviewCount: product.rating.count,
    },
    ...(reviews && {
      review: reviews.map(({ stars, title, text, author, date }) => ({
        '@type': 'Review',
        name: title,
        reviewBody: text,
        datePublished: date,
        author: { '@type': 'Person', name: author },
        reviewRating: { '@type': 'Rating', ratingValue: stars },
      })),
    }),
  };
  const [only, ...others] = product.variants;
  if (only && !others.length) {
    return { ...common, '@type': 'Product', sku: product.id, gtin13: only.gtin, offers: offer(only) };
  }
  const [low, high] = priceRange(product, planted);
  const varies = product.axis === 'Colour' ? 'color' : 'size';
  return {
    ...common,
    '@type': 'ProductGroup',
    productGroupID: product.id,
    variesBy: [`https://schema.org/${varies}`],
    offers: {
      '@type': 'AggregateOffer',
      lowPrice: amount(low),
      highPrice: amount(high),
      priceCurrency: currency,
      offerCount: product.variants.length,
    },
    hasVariant: product.variants.map((variant) => ({
      '@type': 'Product',
      name: `${product.name}, ${variant.name}`,
      sku: variant.id,
      gtin13: variant.gtin,
      [varies]: variant.name,
      image: `${origin}${imageOf(product, variant)}`,
      offers: offer(variant),
    })),
  };
};

/** What was bought, by the catalogue's ids; nothing of who bought it. */
const schemaOfOrder = (order: Order): object => ({
  '@context': 'https://schema.org',
  '@type': 'Order',
  orderNumber: order.number,
  orderDate: order.at,
  price: amount(order.total),
  priceCurrency: currency,
  acceptedOffer: order.lines.map(({ product, name, quantity, priceCents }) => ({
    '@type': 'Offer',
    price: amount(priceCents),
    priceCurrency: currency,
    eligibleQuantity: { '@type': 'QuantitativeValue', value: quantity },
    itemOffered: { '@type': 'ProductGroup', productGroupID: product, name },
  })),
});

const list = (origin: string, products: readonly Product[]) => ({
  '@context': 'https://schema.org',
  '@type': 'ItemList',
  itemListElement: products.map(({ slug }, index) => ({
    '@type': 'ListItem',
    position: index + 1,
    url: `${origin}${BASE}/products/${slug}`,
  })),
});

const plain = (path: string, title: string, description = HOME): Head => ({
  title: `${title} | ${brand}`,
  description,
  path,
  image: `${BASE}/images/hero.svg`,
  type: 'website',
  hidden: true,
  linked: [],
});

/**
 * @param path below the shop's base
 * @param search the address's query
 */
export const headOf = (path: string, search: URLSearchParams, known: Known): Head => {
  const { origin, order } = known;
  const [, place, name = ''] = path.split('/');
  const product = place === 'products' ? productAt(name) : undefined;
  const category = place === 'collections' ? categoryOf(name) : undefined;
  if (product) {
    const shelf = categoryOf(product.category);
    return {
      title: `${product.name} | ${brand}`,
      description: `${product.line} ${product.text}`,
      path: `/products/${product.slug}`,
      image: imageOf(product),
      type: 'product',
      linked: [
        schemaOf(product, known),
        crumbs(origin, [
          [brand, '/'],
          [shelf?.name ?? '', `/collections/${product.category}`],
          [product.name, `/products/${product.slug}`],
        ]),
      ],
    };
  }
  if (category) {
    const shelf = productsIn(category.id);
    return {
      ...plain(`/collections/${category.id}`, category.name),
      description: `${category.name} by ${brand}: ${shelf.map((one) => one.name).join(', ')}.`,
      hidden: false,
      linked: [
        list(origin, shelf),
        crumbs(origin, [
          [brand, '/'],
          [category.name, `/collections/${category.id}`],
        ]),
      ],
    };
  }
  if (place === 'search') {
    const query = (search.get('q') ?? '').trim();
    return {
      ...plain('/search', query ? `Search: ${query}` : 'Search'),
      ...(query && { results: find(query).length }),
    };
  }
  if (place === 'confirmation') {
    const bought = order && search.get('order') === order.number ? [schemaOfOrder(order)] : [];
    return { ...plain('/confirmation', 'Thank you'), linked: bought };
  }
  const title = name ? undefined : TITLES.get(place ?? '');
  if (title) {
    return plain(`/${place}`, title);
  }
  return place
    ? plain(path, 'Page not found')
    : {
        ...plain('/', brand),
        title: `${brand} | Made for weather`,
        hidden: false,
        linked: [
          {
            '@context': 'https://schema.org',
            '@type': 'WebSite',
            name: brand,
            url: `${origin}${BASE}/`,
            potentialAction: {
              '@type': 'SearchAction',
              target: `${origin}${BASE}/search?q={search_term_string}`,
              'query-input': 'required name=search_term_string',
            },
          },
        ],
      };
};

/** As tags; each belongs to the page and goes with it. */
export const tagsOf = (
  head: Head,
  origin: string,
): { tag: 'meta' | 'link'; attributes: Record<string, string> }[] => {
  const url = `${origin}${BASE}${head.path}`;
  const meta = (name: string, content: string) => ({
    tag: 'meta' as const,
    attributes: { [name.startsWith('og:') ? 'property' : 'name']: name, content },
  });
  return [
    meta('description', head.description),
    ...(head.hidden
      ? [meta('robots', 'noindex')]
      : [{ tag: 'link' as const, attributes: { rel: 'canonical', href: url } }]),
    meta('og:title', head.title),
    meta('og:description', head.description),
    meta('og:type', head.type),
    meta('og:url', url),
    meta('og:site_name', brand),
    meta('og:image', `${origin}${head.image}`),
    meta('twitter:card', 'summary_large_image'),
  ];
};

/** JSON as it may stand in a script element. */
export const linkedText = (linked: object): string => JSON.stringify(linked).replace(/</g, '\\u003c');

/**
 * Makes the document say what its address says, at once: whoever looks at the page a moment after the
 * address changed, as the SDK does, reads of the new page, even if it is still being drawn.
 */
export const applyHead = (head: Head, origin: string): void => {
  document.title = head.title;
  for (const old of document.head.querySelectorAll('[data-page]')) {
    old.remove();
  }
  for (const { tag, attributes } of tagsOf(head, origin)) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      element.setAttribute(name, value);
    }
    element.dataset.page = '';
    document.head.append(element);
  }
  for (const linked of head.linked) {
    const element = document.createElement('script');
    element.type = 'application/ld+json';
    element.dataset.page = '';
    element.textContent = linkedText(linked);
    document.head.append(element);
  }
  if (head.results === undefined) {
    delete document.body.dataset.crowResults;
  } else {
    document.body.dataset.crowResults = `${head.results}`;
  }
};
