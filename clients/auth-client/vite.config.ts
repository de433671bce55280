import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const suite = process.env.CROW ?? 'http://localhost:8000';

export default defineConfig({
  base: '/auth/',
  plugins: [react()],
  appType: 'spa',
  build: {
    target: 'es2022',
    cssTarget: 'chrome123',
    // Nothing is put into the page, whose policy would not run it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { port: 3001, proxy: { '/sdk': suite, '/api': suite, '/docs': suite } },
});
