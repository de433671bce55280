// Builds the landing pages as the gateway serves them at the root.
// usage: node build.mjs [folder], default dist
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { filesIn, packSite } from '../pack.mjs';
import { addStyles } from '../styles.mjs';
import { home, missing } from './src/pages.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(root, 'dist'));
/** What the gateway replaces by the address it is asked as. */
const ORIGIN = 'https://crow-site.invalid';
/** Bytes of script and style after gzip that the first page waits for. */
const BUDGET = 12 * 1024;

const files = filesIn(join(root, 'public'));
const style = await addStyles(files, [join(root, '../ui-kit/src/kit.css'), join(root, 'src/landing.css')]);
const put = (name, text) => files.set(name, Buffer.from(text));

put('index.html', home({ origin: ORIGIN, style }));
put('404.html', missing({ origin: ORIGIN, style }));
put('pricing.json', '{{pricing}}\n');
put(
  'robots.txt',
  `User-agent: *\nDisallow: /api/\nDisallow: /auth/\nDisallow: /dashboard/\n\nSitemap: ${ORIGIN}/sitemap.xml\n`,
);
put(
  'sitemap.xml',
  `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <sitemap><loc>${ORIGIN}/sitemap-pages.xml</loc></sitemap>
  <sitemap><loc>${ORIGIN}/docs/sitemap.xml</loc></sitemap>
</sitemapindex>
`,
);
put(
  'sitemap-pages.xml',
  `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <url><loc>${ORIGIN}/</loc></url>
</urlset>
`,
);

packSite(files, out, {
  name: 'landing pages',
  budget: BUDGET,
  // Addresses and prices are put in when they are served, and parts that do not apply are taken out.
  isFilled: (content) => [ORIGIN, '{{', '<!--if:'].some((mark) => content.includes(mark)),
  isFirst: (name) => /\.(js|css)$/.test(name),
});
