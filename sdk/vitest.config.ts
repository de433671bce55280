import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(`packages/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: '@crow/core/listed', replacement: source('core/src/listed.ts') },
      { find: '@crow/core', replacement: source('core/src/index.ts') },
      { find: '@crow/browser', replacement: source('browser/src/index.ts') },
    ],
  },
  test: { include: ['packages/*/test/**/*.test.{ts,tsx}'], restoreMocks: true },
});
