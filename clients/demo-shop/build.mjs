// Builds the shop: the application, every page rendered in advance, and whatever is made of the catalogue.
// usage: node build.mjs [folder], default dist
import { rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';
import { filesIn, packSite } from '../pack.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(root, 'dist'));
const work = join(root, 'node_modules/.cache/demo-shop');
/** Bytes of script and style after gzip: what the first page waits for. */
const BUDGET = 150 * 1024;

rmSync(work, { recursive: true, force: true });
const common = { root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' };
await build({ ...common, build: { outDir: join(work, 'client'), emptyOutDir: true } });
await build({
  ...common,
  build: { outDir: join(work, 'server'), emptyOutDir: true, ssr: 'src/prerender.tsx', copyPublicDir: false },
});

const files = filesIn(join(work, 'client'));
const template = files
  .get('index.html')
  .toString()
  .replace(/<script {2,}/g, '<script ');
for (const name of ['index.html', '.vite/manifest.json']) {
  files.delete(name);
}
const { ORIGIN, renderShop } = await import(pathToFileURL(join(work, 'server/prerender.js')));
for (const [name, text] of await renderShop(template)) {
  files.set(name, Buffer.from(text));
}

packSite(files, out, {
  name: 'demo shop',
  budget: BUDGET,
  // Pages are made complete when they are served.
  isFilled: (content) => content.includes(ORIGIN) || content.includes('CROW_WRITE_KEY'),
  // Of one script and one style sheet, both wait on the first page.
  isFirst: (name) => /^assets\/.*\.(js|css)$/.test(name),
});
