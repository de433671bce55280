// A person in the demo shop of a running suite, in Chromium, under all sorts of conditions.
// usage: node visit.mjs <gateway> <chromium> <scenario>
// prints as its last line JSON: {"session": id, "journal": ["<event id> <type>", …], …}
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const [gateway, executablePath, scenario] = process.argv.slice(2);
const shop = `${gateway}/demo`;

// What a browser without a window says of itself is passed over as a bot.
const person =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-quic'],
});
const sent = [];
const foreign = [];
const problems = [];

/** A browser of its own: what it sends, whom it asks, and what goes wrong in it. */
const visitor = async (options = {}, before = () => {}) => {
  const context = await browser.newContext({ userAgent: person, viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== gateway && url.protocol !== 'data:' && url.protocol !== 'blob:') {
      foreign.push(request.url());
    }
    if (request.method() === 'POST') {
      const body = request.postDataBuffer();
      const plain = body && request.headers()['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
      sent.push({ path: url.pathname, body: plain?.toString() ?? '' });
    }
  });
  context.on('weberror', (error) => problems.push(error.error().stack ?? error.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error' && !/status of 404/.test(message.text())) {
      problems.push(message.text());
    }
  });
  await context.addInitScript(before);
  // The test's own record of what the SDK took in, written at once so that it outlives the page.
  await context.addInitScript(() => {
    window.journal = [];
    (window.crow = window.crow || []).push(['onEvent', (event) => {
      const line = `${event.eventId} ${event.type} ${JSON.stringify(event.properties)}`;
      window.journal.push(line);
      try {
        localStorage.setItem('journal', `${localStorage.getItem('journal') ?? ''}${line}\n`);
      } catch {
        // Blocked; the page's memory has it.
      }
    }]);
  });
  return context;
};

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const alive = (page) => page.waitForFunction(() => window.crow?.track
  && Object.keys(document.querySelector('main') ?? {}).some((name) => name.startsWith('__react')));
/** The parts are there when somebody reports clicks. */
const watching = (page) => page.waitForFunction(() =>
  performance.getEntriesByType('resource').some((entry) => /\/capture\.js$/.test(entry.name))).then(() => pause(200));
const arrive = async (context, path) => {
  const page = await context.newPage();
  await page.goto(shop + path);
  await alive(page);
  return page;
};
const agree = async (page) => {
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await watching(page);
};
const sessionOf = (page) => page.evaluate(() => window.crow.sessionId);
const journalOf = async (page) =>
  (await page.evaluate(() => localStorage.getItem('journal') ?? '')).split('\n').filter(Boolean);
const drained = (page) => page.waitForFunction(() => window.crow.stats.waiting === 0, null, { timeout: 40_000 });
const add = async (page) => {
  await page.getByRole('button', { name: 'Add to cart', exact: true }).click();
  await page.locator('.kit-toast').last().waitFor();
};
const follow = async (page, name, url) => {
  await page.getByRole('link', { name, exact: true }).first().click();
  await page.waitForURL(url);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await pause(250);
};
/** What the tab did last is read from another one, after it closed. */
const closing = async (context, page) => {
  const reader = await context.newPage();
  await reader.goto(`${shop}/theme.js`);
  await page.close({ runBeforeUnload: true });
  await pause(1_500);
  return journalOf(reader);
};
const address = [['Name', 'Canary Person'], ['E-mail', 'canary@people.example'], ['Street and number', 'Hidden Lane 9'],
  ['Postcode', '10115'], ['Town', 'Secretville']];

/** From the front page to the order. */
const shopper = async () => {
  // Compressed bodies of requests that outlive their page cannot be read here; the other visits send those.
  const context = await visitor({}, () => { delete window.CompressionStream; });
  const page = await arrive(context, '/');
  await agree(page);
  const session = await sessionOf(page);
  await follow(page, 'Footwear', '**/collections/footwear');
  await page.getByLabel('Search the shop').fill('rain jacket');
  await page.getByLabel('Search the shop').press('Enter');
  await page.waitForURL('**/search?q=rain+jacket');
  await pause(250);
  await follow(page, 'Skarv Rain Jacket', '**/products/skarv-rain-jacket');
  await page.getByRole('radio', { name: 'L', exact: true }).check();
  await page.getByRole('button', { name: /^Look closely/ }).click();
  await page.keyboard.press('Escape');
  await add(page);
  await page.getByRole('link', { name: /^Cart/ }).first().click();
  await page.waitForURL('**/cart');
  await pause(250);
  await follow(page, 'Go to checkout', '**/checkout');
  await page.getByRole('button', { name: /^Pay/ }).click();
  for (const [label, value] of address) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
  await page.getByLabel('Card number').fill('4929 1234 5678 9012');
  await page.getByLabel('Expires').fill('09/29');
  await page.getByLabel('Security code').fill('737');
  await page.getByRole('button', { name: /^Pay/ }).click();
  await page.waitForURL('**/confirmation?order=*');
  await pause(300);
  const order = new URL(page.url()).searchParams.get('order');
  const cart = await page.locator('.cart-count').count();
  const journal = await closing(context, page);
  return { session, order, cart, journal, cookies: (await context.cookies()).length };
};

/** Everything that can be planted, met by somebody. */
const planted = async () => {
  const context = await visitor();
  const page = await arrive(context, '/products/skarv-rain-jacket?plant=all');
  await agree(page);
  const session = await sessionOf(page);
  const price = await page.locator('.product-price .kit-price').textContent();
  await add(page);
  await page.getByRole('link', { name: 'Camp', exact: true }).first().click();
  const began = Date.now();
  await page.locator('[aria-busy=true]').first().waitFor();
  await page.getByRole('heading', { level: 1, name: 'Camp' }).waitFor();
  const waited = Date.now() - began;
  await page.goto(`${shop}/products/rute-45-backpack`);
  await alive(page);
  await watching(page);
  const button = await page.getByRole('button', { name: 'Add to cart' }).boundingBox();
  for (let i = 0; i < 4; i++) {
    await page.mouse.click(button.x + button.width / 2, button.y + button.height / 2);
  }
  await pause(1_500);
  const count = await page.locator('.cart-count').textContent();
  await page.getByRole('link', { name: /^Cart/ }).first().click();
  await page.waitForURL('**/cart');
  await page.getByRole('textbox', { name: 'Voucher' }).fill('TEN');
  for (let i = 0; i < 4; i++) {
    await page.getByRole('button', { name: 'Apply voucher' }).click();
  }
  await pause(1_500);
  await follow(page, 'Go to checkout', '**/checkout');
  for (const [label, value] of address) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
  await page.getByRole('radio', { name: 'Bank transfer' }).check();
  await page.getByRole('button', { name: /^Pay/ }).click();
  const told = await page.getByRole('alert').textContent();
  await pause(300);
  const journal = await closing(context, page);
  return { session, journal, price, waited, count, told };
};

/** The network goes away and comes back while somebody shops. */
const offline = async () => {
  const context = await visitor();
  const page = await arrive(context, '/');
  await agree(page);
  const session = await sessionOf(page);
  await page.evaluate(() => window.crow.flush());
  await context.setOffline(true);
  const before = sent.length;
  await follow(page, 'Packs & Bags', '**/collections/packs');
  await follow(page, 'Hofte Hip Bag', '**/products/hofte-hip-bag');
  await add(page);
  const apology = await page.getByText('The reviews did not arrive').waitFor({ timeout: 20_000 }).then(() => true, () => false);
  await pause(3_000);
  const tried = sent.length - before;
  const waiting = await page.evaluate(() => window.crow.stats.waiting);
  await context.setOffline(false);
  problems.length = 0;
  await drained(page);
  return { session, journal: await closing(context, page), tried, waiting, apology };
};

/** Storage of every kind is refused. */
const blocked = async () => {
  const context = await visitor({}, () => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
      Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });
    }
  });
  const page = await arrive(context, '/');
  await agree(page);
  const session = await sessionOf(page);
  await follow(page, 'Camp', '**/collections/camp');
  await follow(page, 'Lykt Headlamp', '**/products/lykt-headlamp');
  await add(page);
  await page.getByRole('link', { name: /^Cart/ }).first().click();
  await page.waitForURL('**/cart');
  const lines = await page.locator('.line').count();
  await pause(300);
  await page.evaluate(() => window.crow.flush());
  await drained(page);
  const journal = await page.evaluate(() => window.journal);
  // Nothing can be handed to the next page; what waits here leaves with this one.
  await page.evaluate(() => { location.href = '/demo/theme.js'; });
  await pause(1_500);
  return { session, journal, lines };
};

/** The tab crashes while the gateway cannot be reached; somebody opens the shop again. */
const crash = async () => {
  const context = await visitor();
  const page = await arrive(context, '/products/kopp-enamel-mug');
  await agree(page);
  const session = await sessionOf(page);
  await page.evaluate(() => window.crow.flush());
  await context.route(`${gateway}/api/**`, (route) => route.abort());
  await add(page);
  await pause(1_000);
  const cdp = await context.newCDPSession(page);
  const gone = page.waitForEvent('crash');
  cdp.send('Page.crash').catch(() => {});
  await gone;
  await page.close();
  await pause(15_500);
  await context.unroute(`${gateway}/api/**`);
  problems.length = 0;
  const next = await arrive(context, '/cart');
  const lines = await next.locator('.line').count();
  await watching(next);
  await pause(4_000);
  await drained(next);
  // What the crashed page began and never ended was kept too: how long the product was looked at is not known.
  return { session, journal: await closing(context, next), lines, begun: 1 };
};

/** Nobody agrees; then somebody does, and takes it back with events still waiting. */
const withdrawn = async () => {
  const context = await visitor();
  const page = await arrive(context, '/');
  await follow(page, 'Camp', '**/collections/camp');
  await pause(3_500);
  const early = { sent: sent.length, journal: (await journalOf(page)).length };
  await agree(page);
  const session = await sessionOf(page);
  await follow(page, 'Lys 2 Tent', '**/products/lys-2-tent');
  await page.evaluate(() => window.crow.flush());
  await drained(page);
  const journal = await journalOf(page);
  await context.setOffline(true);
  await add(page);
  await pause(500);
  problems.length = 0;
  await page.getByRole('button', { name: 'Privacy settings' }).click();
  const beforeWithdrawal = await journalOf(page);
  await page.getByRole('button', { name: 'Withdraw consent' }).click();
  await context.setOffline(false);
  const before = sent.length;
  await add(page);
  await pause(3_500);
  const reloaded = await arrive(context, '/products/lys-2-tent');
  await add(reloaded);
  await pause(3_500);
  const asked = await reloaded.locator('.consent').count();
  problems.length = 0;
  return { session, journal, unsent: beforeWithdrawal.length - journal.length, early, after: sent.length - before, asked };
};

/** The browser says no for its user. */
const gpc = async () => {
  const context = await visitor({}, () => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
  const page = await arrive(context, '/products/lys-2-tent');
  await add(page);
  await pause(3_500);
  const asked = await page.locator('.consent').count();
  await page.getByRole('button', { name: 'Privacy settings' }).click();
  const said = await page.locator('dialog[open]').textContent();
  const names = await page.evaluate(() => Object.keys(localStorage).concat(Object.keys(sessionStorage)).filter((name) => name.startsWith('crow.')));
  return { session: '', journal: await journalOf(page), posts: sent.length, asked, said, names };
};

/** Every page, light and dark: what axe finds, and whether what it says of itself can be read. */
const pages = async () => {
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const found = [];
  const schemas = {};
  for (const colorScheme of ['light', 'dark']) {
    const context = await visitor({ colorScheme });
    const page = await arrive(context, '/products/lykt-headlamp');
    await add(page);
    const check = async (name) => {
      // Not by a script element, which the page's policy refuses.
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      }));
      for (const { id, impact, nodes } of violations) {
        found.push(`${name} ${colorScheme}: ${impact} ${id} ${nodes.slice(0, 2).map(({ target }) => target.join(' ')).join(', ')}`);
      }
      schemas[name] = await page.evaluate(() =>
        [...document.querySelectorAll('script[type="application/ld+json"]')].map((one) => JSON.parse(one.textContent)['@type']));
    };
    for (const path of ['/', '/collections/jackets', '/products/skarv-rain-jacket', '/products/lys-2-tent', '/search?q=merino',
      '/search?q=nothing+at+all', '/cart', '/checkout', '/about', '/confirmation', '/nowhere']) {
      await page.goto(shop + path);
      await alive(page);
      await check(path);
    }
    await page.goto(`${shop}/checkout`);
    await alive(page);
    await page.getByRole('button', { name: /^Pay/ }).click();
    await page.getByText('Name is missing.').waitFor();
    await check('checkout with faults');
    await page.goto(`${shop}/products/skarn-trail-shoes`);
    await alive(page);
    await page.locator('summary').click();
    await check('problem panel');
    await page.getByRole('button', { name: /^Look closely/ }).click();
    await check('zoom');
    await context.close();
  }
  return { session: '', journal: [], found, schemas };
};

try {
  const result = await { shopper, planted, offline, blocked, crash, withdrawn, gpc, pages }[scenario]();
  console.log(JSON.stringify({ problems, foreign, sentText: sent.map(({ body }) => body).join('\n'), ...result }));
} finally {
  await browser.close();
}
