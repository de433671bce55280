import { createMemoryHistory } from '@tanstack/react-router';
import { renderToString } from 'react-dom/server';
import { makeCatalogue } from '../catalogue/make';
import { hero, picture } from '../catalogue/pictures';
import { App } from './app';
import { BASE, categories, imageOf, products, VIEWS } from './catalogue';
import { type Head, headOf, linkedText, tagsOf } from './head';
import { makeQueries, reviewsQuery } from './reviews';
import { makeRouter } from './router';

/** Stands for the address of the site until somebody asks: whoever serves a page puts in what it was asked as. */
export const ORIGIN = 'https://crow-demo-shop.invalid';
/** When what is sold last changed; of one day, so that a build is the same on every machine. */
const CHANGED = '2026-11-01';

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

const headText = (head: Head): string => {
  const tags = tagsOf(head, ORIGIN).map(({ tag, attributes }) => {
    const given = Object.entries(attributes).map(([name, value]) => `${name}="${escaped(value)}"`);
    return `<${tag} ${given.join(' ')} data-page="">`;
  });
  const linked = head.linked.map(
    (one) => `<script type="application/ld+json" data-page="">${linkedText(one)}</script>`,
  );
  return [`<title>${escaped(head.title)}</title>`, ...tags, ...linked].join('\n    ');
};

/** Every page as whole HTML, and every other file that is made of the catalogue, by path below the base. */
export const renderShop = async (template: string): Promise<Map<string, string>> => {
  const { catalogue, reviews } = makeCatalogue();
  const files = new Map<string, string>();

  const render = async (path: string, file: string) => {
    const slug = path.startsWith('/products/') ? path.slice('/products/'.length) : undefined;
    const product = slug ? products.find((one) => one.slug === slug) : undefined;
    const about = product && (reviews.get(product.id) ?? []);
    const queries = makeQueries();
    if (product) {
      queries.setQueryData(reviewsQuery(product.id).queryKey, about);
    }
    const history = createMemoryHistory({ initialEntries: [BASE + path] });
    const router = makeRouter(queries, history);
    await router.load();
    const html = renderToString(<App queries={queries} router={router} />);
    const head = headOf(path, new URLSearchParams(), {
      origin: ORIGIN,
      planted: [],
      ...(about && { reviews: about }),
    });
    const data = product
      ? `<script type="application/json" id="page-data">${linkedText({ product: product.id, reviews: about })}</script>`
      : '';
    files.set(
      file,
      template
        .replace('<!--head-->', () => headText(head))
        .replace('<!--app-->', () => html)
        .replace('<!--data-->', () => data),
    );
  };

  await render('/', 'index.html');
  for (const place of ['search', 'cart', 'checkout', 'confirmation', 'about']) {
    await render(`/${place}`, `${place}.html`);
  }
  for (const { id } of categories) {
    await render(`/collections/${id}`, `collections/${id}.html`);
  }
  for (const product of products) {
    await render(`/products/${product.slug}`, `products/${product.slug}.html`);
    files.set(`data/reviews/${product.id}.json`, JSON.stringify(reviews.get(product.id)));
    for (const variant of product.variants) {
      for (const { view } of VIEWS) {
        files.set(
          imageOf(product, variant, view).slice(BASE.length + 1),
          picture(product.shape, variant.colour, view, product.name),
        );
      }
    }
  }
  await render('/no-such-page', '404.html');

  files.set('images/hero.svg', hero());
  files.set('data/payments/accepted.json', '{"accepted":true}\n');
  files.set('data/catalogue.json', `${JSON.stringify(catalogue, null, 1)}\n`);
  files.set('sitemap.xml', sitemapIndex(['sitemap-pages.xml', 'sitemap-products.xml']));
  files.set(
    'sitemap-pages.xml',
    sitemap(['/', '/about', ...categories.map(({ id }) => `/collections/${id}`)]),
  );
  files.set(
    'sitemap-products.xml',
    sitemap(
      products.map(({ slug }) => `/products/${slug}`),
      (path) => {
        const product = products.find(({ slug }) => path.endsWith(`/${slug}`));
        return product
          ? `<image:image><image:loc>${ORIGIN}${imageOf(product)}</image:loc></image:image>`
          : '';
      },
    ),
  );
  files.set('robots.txt', robots());
  return files;
};

const sitemapIndex = (names: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${names.map((name) => `  <sitemap><loc>${ORIGIN}${BASE}/${name}</loc><lastmod>${CHANGED}</lastmod></sitemap>`).join('\n')}
</sitemapindex>
`;

const sitemap = (paths: string[], more: (path: string) => string = () => ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
${paths.map((path) => `  <url><loc>${ORIGIN}${BASE}${path}</loc><lastmod>${CHANGED}</lastmod>${more(path)}</url>`).join('\n')}
</urlset>
`;

const robots = (): string => `User-agent: *
Crawl-delay: 1
Disallow: /api/
Disallow: /auth/
Disallow: /dashboard/
Disallow: ${BASE}/cart
Disallow: ${BASE}/checkout
Disallow: ${BASE}/confirmation
Disallow: ${BASE}/search
Allow: ${BASE}/

Sitemap: ${ORIGIN}${BASE}/sitemap.xml
Sitemap: ${ORIGIN}/sitemap.xml
`;
