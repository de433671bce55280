// Builds the packages for npm (packages/*/dist) and the script tag's files (dist/script), and checks their sizes.
// usage: node build.mjs [folder for the script tag's files]
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { minify } from 'terser';

/** Bytes after gzip. What a page loads before anything else is the one that matters. */
const BUDGETS = {
  'crow.js': 6 * 1024,
  'capture.js': 9 * 1024,
  'vitals.js': 4 * 1024,
  'replay.js': 90 * 1024,
};
const VERSION = JSON.parse(readFileSync('package.json', 'utf8')).version;
const out = process.argv[2] ?? 'dist/script';
const minified = { bundle: true, minify: true, target: 'es2022', legalComments: 'none', write: false };

const packages = {
  core: ['src/index.ts', 'src/listed.ts'],
  browser: ['src/index.ts'],
  react: ['src/index.tsx'],
  'react-native': ['src/index.ts'],
  electron: ['src/index.ts'],
  replay: ['src/index.ts'],
};
for (const [name, entries] of Object.entries(packages)) {
  await build({
    entryPoints: entries.map((entry) => join('packages', name, entry)),
    outdir: join('packages', name, 'dist'),
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    packages: 'external',
    platform: name === 'electron' ? 'node' : 'browser',
    jsx: 'automatic',
    chunkNames: 'part-[hash]',
  });
}

const part = async (entry, more = {}) =>
  (await build({ ...minified, entryPoints: [entry], format: 'esm', ...more })).outputFiles[0].text;
const guarded = {
  inject: ['packages/browser/src/guarded.ts'],
  define: { 'document.addEventListener': 'crowListen', 'globalThis.requestIdleCallback': 'crowIdle' },
};
const script = async (folder) =>
  shortest(
    await build({
      ...minified,
      minify: false,
      entryPoints: ['packages/browser/src/script.ts'],
      format: 'iife',
      alias: { '@crow/core': './packages/core/src/index.ts' },
      define: { CROW_FOLDER: JSON.stringify(folder) },
    }),
  );
const shortest = async (built) =>
  (
    await minify(built.outputFiles[0].text, {
      ecma: 2020,
      compress: { passes: 3, unsafe_arrows: true, pure_getters: true, keep_fargs: false },
      // Names that begin with an underscore are nobody else's.
      mangle: { properties: { regex: /^_/ } },
    })
  ).code;

const files = {
  'capture.js': await part('packages/browser/src/capture/index.ts'),
  'vitals.js': await part('packages/browser/src/vitals.ts', guarded),
  'replay.js': await part('packages/replay/src/index.ts'),
};
// The folder's name holds its content: what is under it never changes.
const hash = createHash('sha256');
for (const text of [await script('?'), ...Object.values(files)]) {
  hash.update(text);
}
const folder = `${VERSION}-${hash.digest('hex').slice(0, 10)}`;
files['crow.js'] = await script(folder);

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, folder), { recursive: true });
let tooLarge = false;
for (const [name, text] of Object.entries(files)) {
  const small = gzipSync(text, { level: 9 });
  writeFileSync(join(out, folder, name), text);
  const over = small.length > BUDGETS[name];
  tooLarge ||= over;
  console.log(
    `${name.padEnd(12)} ${text.length} bytes, ${small.length} gzipped, at most ${BUDGETS[name]}${over ? ' EXCEEDED' : ''}`,
  );
}
writeFileSync(join(out, 'latest'), folder);
if (tooLarge) {
  console.error('A file is larger than its budget.');
  process.exit(1);
}
