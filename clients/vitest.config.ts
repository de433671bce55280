import { defineConfig } from 'vitest/config';
import shop from './demo-shop/vite.config';

export default defineConfig({
  plugins: shop.plugins ?? [],
  test: { include: ['*/test/**/*.test.{ts,tsx}'], environment: 'jsdom', restoreMocks: true },
});
