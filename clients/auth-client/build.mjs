// Builds the client as the gateway serves it at /auth.
// usage: node build.mjs [folder], default dist
import { rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { filesIn, packSite } from '../pack.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const out = resolve(process.argv[2] ?? join(root, 'dist'));
const work = join(root, 'node_modules/.cache/auth');
/** Bytes of script and style after gzip that the first page waits for. */
const BUDGET = 170 * 1024;

rmSync(work, { recursive: true, force: true });
await build({
  root,
  configFile: join(root, 'vite.config.ts'),
  logLevel: 'warn',
  build: { outDir: work, emptyOutDir: true },
});
packSite(filesIn(work), out, {
  name: 'auth client',
  budget: BUDGET,
  isFirst: (name) => /^assets\/.*\.(js|css)$/.test(name),
});
