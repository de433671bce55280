import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { makeCatalogue } from './catalogue/make';

const NAME = 'virtual:catalogue';

/** The catalogue as pages need it, put together while building. */
const catalogue = (): Plugin => ({
  name: 'crow-catalogue',
  resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
  load: (id) =>
    id === `\0${NAME}` ? `export default ${JSON.stringify(makeCatalogue().catalogue)}` : undefined,
});

/** `npm run dev` shows the shop with the SDK of a running suite: `CROW_WRITE_KEY` and `CROW` say which. */
const development = (): Plugin => ({
  name: 'crow-write-key',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace('CROW_WRITE_KEY', process.env.CROW_WRITE_KEY ?? ''),
});

const suite = process.env.CROW ?? 'http://127.0.0.1:8000';

export default defineConfig({
  base: '/demo/',
  plugins: [catalogue(), development(), react()],
  appType: 'spa',
  build: {
    target: 'es2022',
    cssTarget: 'chrome123',
    // One script and one style sheet; nothing is put into the page, whose policy would not run it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
  },
  server: { proxy: { '/sdk': suite, '/api': suite } },
});
