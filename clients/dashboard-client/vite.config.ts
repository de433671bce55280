import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const suite = process.env.CROW ?? 'http://127.0.0.1:8000';

export default defineConfig({
  base: '/dashboard/',
  plugins: [react()],
  appType: 'spa',
  build: {
    target: 'es2022',
    cssTarget: 'chrome123',
    // Nothing is put into the page, whose policy would not run it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    // Charts and the player of recordings, which come after the page.
    chunkSizeWarningLimit: 900,
    rollupOptions: { input: ['index.html', 'replay.html'] },
  },
  server: { proxy: { '/api': suite, '/auth': suite, '/sdk': suite } },
});
