// Builds the shop: the application, every page rendered in advance, and whatever is made of the catalogue.
// usage: node build.mjs [folder], default dist
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';

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

const read = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .map((file) => [relative(folder, file), readFileSync(file)]);

const files = new Map(read(join(work, 'client')));
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

// One line a file: its path, its digest, and how it is compressed; what serves them reads this and nothing else.
rmSync(out, { recursive: true, force: true });
const lines = [];
let first = 0;
for (const [name, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
  const write = (ending, bytes) => {
    const file = join(out, 'files', name + ending);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  };
  write('', content);
  // Pages are made complete when they are served, and compressed after that.
  const filled = content.includes(ORIGIN) || content.includes('CROW_WRITE_KEY');
  const encodings = [];
  if (!filled && content.length > 600) {
    const gzip = gzipSync(content, { level: 9 });
    const brotli = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
    write('.gz', gzip);
    write('.br', brotli);
    encodings.push('br', 'gz');
    first += /^assets\/.*\.(js|css)$/.test(name) ? gzip.length : 0;
  }
  const digest = createHash('sha256').update(content).digest('base64url').slice(0, 22);
  lines.push([name, digest, filled ? 'filled' : encodings.join(',') || 'plain'].join('\t'));
}
writeFileSync(join(out, 'files.tsv'), `${lines.join('\n')}\n`);
console.log(
  `demo shop: ${lines.length} files, ${(first / 1024).toFixed(1)} KB of script and style (gzip), at most ${BUDGET / 1024}`,
);
if (first > BUDGET) {
  console.error('The shop is larger than its budget.');
  process.exit(1);
}
