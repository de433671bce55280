// Builds the dashboard.
// usage: node build.mjs [folder], default dist
import { rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { filesIn, packSite } from '../pack.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(root, 'dist'));
const work = join(root, 'node_modules/.cache/dashboard');
/** Bytes of script and style after gzip that the first page waits for. */
const BUDGET = 200 * 1024;

rmSync(work, { recursive: true, force: true });
await build({
  root,
  configFile: join(root, 'vite.config.ts'),
  logLevel: 'warn',
  build: { outDir: work, emptyOutDir: true },
});
const files = filesIn(work);
const manifest = JSON.parse(files.get('.vite/manifest.json').toString());
files.delete('.vite/manifest.json');

/** A chunk with all it imports at once, and the front page, which most people open first. */
const first = new Set();
const collect = (name) => {
  const chunk = manifest[name];
  if (chunk && !first.has(chunk.file)) {
    for (const file of [chunk.file, ...(chunk.css ?? [])]) {
      first.add(file);
    }
    for (const imported of chunk.imports ?? []) {
      collect(imported);
    }
  }
};
collect('index.html');
collect('src/pages/overview.tsx');

packSite(files, out, { name: 'dashboard', budget: BUDGET, isFirst: (name) => first.has(name) });
