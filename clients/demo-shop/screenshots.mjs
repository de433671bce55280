// Takes a picture of every page of the shop: light and dark, phone and wide, as a first-time visitor sees it.
// usage: npm run screenshots -w demo-shop [-- <address of the suite> [folder]], default http://127.0.0.1:8000 and screenshots
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const [suite = 'http://127.0.0.1:8000', folder = 'screenshots'] = process.argv.slice(2);
const shop = `${suite}/demo`;
const sizes = { phone: { width: 390, height: 844 }, wide: { width: 1360, height: 900 } };

const put = async (page, slug) => {
  await page.goto(`${shop}/products/${slug}`);
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('.buy') ?? {}).some((name) => name.startsWith('__react')),
  );
  await page.getByRole('button', { name: 'Add to cart', exact: true }).click();
  await page.locator('.kit-toast').waitFor();
};
const pages = {
  home: '/',
  category: '/collections/jackets',
  filtered: '/collections/packs?sort=cheap&max=100&stock=true',
  search: '/search?q=merino',
  'search-nothing': '/search?q=rain%20poncho',
  product: '/products/skarv-rain-jacket',
  'product-colours': '/products/myrull-fleece-jacket?variant=p-104-slate',
  about: '/about',
  'not-found': '/nowhere',
  'cart-empty': '/cart',
  zoom: async (page) => {
    await page.goto(`${shop}/products/skarn-trail-shoes`);
    await page.getByRole('button', { name: /^Look closely/ }).click();
    await page.locator('dialog[open]').waitFor();
  },
  slow: async (page) => {
    await page.goto(`${shop}/about?plant=slow-category`);
    await page.getByRole('link', { name: 'Camp' }).first().click();
    await page.locator('[aria-busy]').first().waitFor();
  },
  problems: async (page) => {
    await page.goto(`${shop}/about?plant=price-rise`);
    await page.locator('summary').click();
    await page.locator('summary').scrollIntoViewIfNeeded();
  },
  privacy: async (page) => {
    await page.goto(`${shop}/`);
    await page.getByRole('button', { name: 'Privacy settings' }).click();
  },
  cart: async (page) => {
    await put(page, 'lys-2-tent');
    await put(page, 'ull-hiking-socks');
    await page.goto(`${shop}/cart`);
  },
  checkout: async (page) => {
    await put(page, 'lykt-headlamp');
    await page.goto(`${shop}/checkout`);
    await page.getByRole('button', { name: /^Pay/ }).click();
  },
  confirmation: async (page) => {
    await put(page, 'berg-hiking-boots');
    await page.goto(`${shop}/checkout`);
    await page.getByRole('radio', { name: 'Invoice' }).check();
    for (const [label, value] of [
      ['Name', 'Ada Example'],
      ['E-mail', 'ada@people.example'],
      ['Street and number', 'Quay 1'],
      ['Postcode', '10115'],
      ['Town', 'Berlin'],
    ]) {
      await page.getByLabel(label, { exact: true }).fill(value);
    }
    await page.getByRole('button', { name: /^Pay/ }).click();
    await page.waitForURL('**/confirmation?**');
  },
};

mkdirSync(resolve(folder), { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const only = process.env.ONLY?.split(',');
for (const colorScheme of ['light', 'dark']) {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const [name, how] of Object.entries(pages).filter(([name]) => !only || only.includes(name))) {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
      if (name !== 'home') {
        // Asked once; the front page shows how.
        await context.addInitScript(() => localStorage.setItem('tarnvik.consent', 'refused'));
      }
      const page = await context.newPage();
      if (typeof how === 'string') {
        await page.goto(shop + how);
      } else {
        await how(page);
      }
      // A picture of the whole page does not scroll to what is loaded late.
      await page.evaluate(() => {
        for (const image of document.querySelectorAll('img[loading=lazy]')) {
          image.loading = 'eager';
        }
      });
      await page.waitForLoadState('networkidle');
      const whole = !['zoom', 'privacy', 'problems'].includes(name);
      await page.screenshot({
        path: join(resolve(folder), `${name}-${size}-${colorScheme}.png`),
        fullPage: whole,
      });
      await context.close();
    }
  }
}
await browser.close();
