// Measures what people wait for: first paint of the landing page, the dashboard until it can be used, its scripts, changes
// of page, and scrolling through 100,000 interactions; and names every request that left the origin.
// usage: npm run measure -w dashboard-client -- <address of a running suite> <account.json of the screenshots> [times]
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const [suite = 'http://localhost:8000', account = 'screenshots/account.json', times = '7'] =
  process.argv.slice(2);
const person = JSON.parse(readFileSync(account, 'utf8'));
const viewport = { width: 1360, height: 900 };
const ROWS = 100_000;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const strangers = new Set();

/** A browser that has seen nothing yet, signed in if that is wanted. */
const fresh = async (signedIn) => {
  const context = await browser.newContext({ viewport });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith('http') && url.origin !== new URL(suite).origin) {
      strangers.add(url.origin);
    }
  });
  await context.addInitScript(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => globalThis.longTasks.push(...list.getEntries())).observe({
      type: 'longtask',
      buffered: true,
    });
  });
  if (signedIn) {
    const page = await context.newPage();
    await page.goto(`${suite}/dashboard/favicon.svg`);
    await page.evaluate(
      (person) =>
        fetch('/api/v1/auth/sign-in/email', {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(person),
        }),
      person,
    );
    await page.close();
  }
  return context;
};

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const worst = (values) => Math.max(...values);
const report = (what, values, aim) =>
  console.log(
    `${what.padEnd(44)} median ${String(Math.round(median(values))).padStart(6)}   worst ${String(Math.round(worst(values))).padStart(6)}   aim ${aim}`,
  );
const settled = (page) =>
  page.waitForFunction(
    () => document.querySelector('h1') && !document.querySelector('[aria-busy="true"]'),
    null,
    { timeout: 30_000, polling: 'raf' },
  );

const firstPaint = async (path) => {
  const context = await fresh(false);
  const page = await context.newPage();
  await page.goto(suite + path);
  const paint = await page.evaluate(
    () =>
      new Promise((found) =>
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            if (entry.name === 'first-contentful-paint') found(entry.startTime);
          }
        }).observe({ type: 'paint', buffered: true }),
      ),
  );
  await context.close();
  return paint;
};

/** Until the page has its data and no task of more than 50 ms follows for two seconds. */
const interactive = async () => {
  const context = await fresh(true);
  const page = await context.newPage();
  await page.goto(`${suite}/dashboard/`);
  await settled(page);
  const there = await page.evaluate(() => performance.now());
  await page.waitForFunction(() => performance.now() - (globalThis.longTasks.at(-1)?.startTime ?? 0) > 2_000);
  const quiet = await page.evaluate(() => {
    const last = globalThis.longTasks.at(-1);
    return last ? last.startTime + last.duration : 0;
  });
  await context.close();
  return Math.max(there, quiet);
};

/** Kilobytes of script, gzipped: what the document itself names, and all that the overview loads. */
const scripts = async () => {
  const context = await fresh(true);
  const page = await context.newPage();
  const sizes = new Map();
  page.on('response', async (answer) => {
    if (answer.url().endsWith('.js')) {
      sizes.set(answer.url(), gzipSync(await answer.body()).length / 1_000);
    }
  });
  await page.goto(`${suite}/dashboard/`);
  const named = await page.evaluate(() =>
    [...document.querySelectorAll('script[src], link[rel=modulepreload]')].map((e) => e.src || e.href),
  );
  await settled(page);
  await page.waitForLoadState('networkidle');
  await context.close();
  const sum = (urls) => urls.reduce((all, url) => all + (sizes.get(url) ?? 0), 0);
  return { initial: sum(named), all: sum([...sizes.keys()]) };
};

/** From the click to the new page's title, and to its data, each place of the navigation once. */
const routeChanges = async () => {
  const context = await fresh(true);
  const page = await context.newPage();
  await page.goto(`${suite}/dashboard/`);
  await settled(page);
  const places = await page.locator('nav a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  const titles = [];
  const data = [];
  for (const href of [...places.slice(1), places[0]]) {
    const [title, whole] = await page.evaluate(async (href) => {
      const frame = () => new Promise((next) => requestAnimationFrame(next));
      const before = document.querySelector('h1')?.textContent;
      const start = performance.now();
      document.querySelector(`nav a[href="${href}"]`).click();
      while (document.querySelector('h1')?.textContent === before || !document.querySelector('h1')) {
        await frame();
      }
      const title = performance.now() - start;
      while (document.querySelector('[aria-busy="true"]')) {
        await frame();
      }
      return [title, performance.now() - start];
    }, href);
    titles.push(title);
    data.push(whole);
  }
  await context.close();
  return { titles, data };
};

/** Frames while a hundred thousand rows scroll by, ten screens a second, here and there. */
const scrolling = async () => {
  const context = await fresh(true);
  const page = await context.newPage();
  await page.route('**/api/v1/interactions?*', async (route) => {
    const real = await (await route.fetch()).json();
    const items = Array.from({ length: ROWS }, (_, i) => ({
      ...real.items[i % real.items.length],
      id: crypto.randomUUID(),
    }));
    await route.fulfill({ json: { items, nextCursor: null } });
  });
  await page.goto(`${suite}/dashboard/interactions`);
  await settled(page);
  await page.waitForFunction(() => document.documentElement.scrollHeight > 1_000_000);
  const frames = await page.evaluate(
    () =>
      new Promise((done) => {
        const frames = [];
        let last = performance.now();
        const start = last;
        const step = (now) => {
          frames.push(now - last);
          last = now;
          scrollBy(0, 150);
          now - start < 5_000 ? requestAnimationFrame(step) : done(frames.slice(1));
        };
        requestAnimationFrame(step);
      }),
  );
  await context.close();
  return frames;
};

const several = async (measured) => {
  const values = [];
  for (let i = 0; i < Number(times); i++) {
    values.push(await measured());
  }
  return values;
};
report('landing page: first contentful paint, ms', await several(() => firstPaint('/')), '500');
report('dashboard: interactive, ms', await several(interactive), '2000');
const { initial, all } = await scripts();
console.log(
  `dashboard: scripts, kB gzipped                initial ${initial.toFixed(0)} (aim 200), with the charts of the overview ${all.toFixed(0)}`,
);
const { titles, data } = await routeChanges();
report('change of page: title, ms', titles, '200');
report('change of page: data, ms', data, '-');
const frames = await scrolling();
console.log(
  `scrolling 100,000 interactions: ${(1_000 / (frames.reduce((a, b) => a + b, 0) / frames.length)).toFixed(0)} frames a second (aim 60), ${frames.filter((ms) => ms > 34).length} of ${frames.length} took two or more`,
);
console.log(
  strangers.size === 0 ? 'no request left the origin' : `requests went to ${[...strangers].join(', ')}`,
);
await browser.close();
process.exitCode = strangers.size === 0 ? 0 : 1;
