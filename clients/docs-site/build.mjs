// Builds the documentation as the gateway serves it at /docs. A link that leads nowhere fails the build.
// usage: node build.mjs [folder], default dist
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { filesIn, packSite } from '../pack.mjs';
import { addStyles } from '../styles.mjs';
import { render } from './src/markdown.mjs';
import { nextTo, sectionsOf } from './src/order.mjs';
import { frame, front, missing, page, reference } from './src/pages.mjs';
import { entriesOf } from './src/search-entries.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const repository = resolve(root, '../..');
const out = resolve(process.argv[2] ?? join(root, 'dist'));
/** What the gateway replaces by the address it is asked as. */
const ORIGIN = 'https://crow-site.invalid';
/** Bytes of script and style after gzip that a page waits for. */
const BUDGET = 20 * 1024;

/** The scripts of the pages, under names that change with them. */
const scripts = async () => {
  const built = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: { search: join(root, 'src/search.ts'), reference: join(root, 'src/reference.ts') },
        output: { entryFileNames: 'assets/[name]-[hash].js', chunkFileNames: 'assets/[name]-[hash].js' },
      },
    },
  });
  return built.output.filter(({ type }) => type === 'chunk');
};

/** Sources by the path of their page. */
const sources = () => {
  const found = new Map();
  for (const [path, content] of filesIn(join(repository, 'docs'))) {
    if (path.endsWith('.md')) {
      found.set(path.slice(0, -'.md'.length), { path: `docs/${path}`, text: content.toString() });
    }
  }
  found.set('changes', {
    path: 'CHANGELOG.md',
    text: readFileSync(join(repository, 'CHANGELOG.md'), 'utf8'),
  });
  return found;
};

const files = filesIn(join(root, 'public'));
const style = await addStyles(files, [join(root, '../ui-kit/src/kit.css'), join(root, 'src/docs.css')]);
const entry = {};
for (const { fileName, code, name, isEntry } of await scripts()) {
  files.set(fileName, Buffer.from(code));
  if (isEntry) {
    entry[name] = fileName;
  }
}

const pages = new Map();
for (const [name, source] of sources()) {
  pages.set(name, render(name, source, repository));
}
const faults = [];
for (const [name, { links }] of pages) {
  for (const { to, anchor } of links) {
    if (!pages.has(to)) {
      faults.push(`${name} leads to ${to}, which is not there`);
    } else if (anchor && !pages.get(to).anchors.has(anchor)) {
      faults.push(`${name} leads to ${to}#${anchor}, which is not there`);
    }
  }
}
if (faults.length > 0) {
  throw new Error(`Links lead nowhere:\n${faults.join('\n')}`);
}

const sections = sectionsOf(pages);
const around = { origin: ORIGIN, style, scripts: entry, sections };
const put = (name, text) => files.set(name, Buffer.from(text));

put('index.html', frame({ ...around, ...front(sections, pages) }));
put('404.html', frame({ ...around, ...missing() }));
put('reference.html', frame({ ...around, ...reference(entry) }));
for (const [name, content] of pages) {
  put(`${name}.html`, frame({ ...around, ...page(name, content, nextTo(name, sections)) }));
}
for (const [path, content] of filesIn(join(repository, 'docs/images'))) {
  files.set(`images/${path}`, content);
}
put('search.json', JSON.stringify(entriesOf(pages)));
put(
  'sitemap.xml',
  `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${['', 'reference', ...pages.keys()].map((name) => `  <url><loc>${ORIGIN}/docs/${name}</loc></url>`).join('\n')}
</urlset>
`,
);

packSite(files, out, {
  name: 'documentation',
  budget: BUDGET,
  isFilled: (content) => content.includes(ORIGIN),
  isFirst: (name) => /\.(js|css)$/.test(name),
});
