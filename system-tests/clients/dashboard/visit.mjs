// The owner of an organization in the dashboard of a running suite, in Chromium.
// usage: node visit.mjs <gateway> <chromium> <e-mail> <password> <scenario>
// prints as its last line JSON: {"problems": […], "foreign": […], …}
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const [gateway, executablePath, email, password, scenario] = process.argv.slice(2);
const dashboard = `${gateway}/dashboard`;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-quic'],
});
const foreign = [];
const problems = [];

/** A browser of its own, signed in; whom it asks, and what goes wrong in it. */
const visitor = async (options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options });
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== gateway && url.protocol !== 'data:' && url.protocol !== 'blob:') {
      foreign.push(request.url());
    }
  });
  context.on('weberror', (error) => problems.push(error.error().stack ?? error.error().message));
  context.on('console', (message) => {
    // A refused request is told by the page, which is what the test looks at.
    if (message.type() === 'error' && !/status of (401|403|404|409|422|503)/.test(message.text())) {
      problems.push(`${message.page()?.url()}: ${message.text()}`);
    }
  });
  const page = await context.newPage();
  await page.goto(`${dashboard}/favicon.svg`);
  const status = await page.evaluate(
    async ([email, password]) =>
      (await fetch('/api/v1/auth/sign-in/email', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ email, password }),
      })).status,
    [email, password],
  );
  if (status !== 200) {
    throw new Error(`Signing in was answered with ${status}`);
  }
  return { context, page };
};

/** Nothing is on its way any more, except what never ends. */
const settled = async (page) => {
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'), null, { timeout: 30_000 });
};
const open = async (page, path) => {
  await page.goto(dashboard + path);
  await settled(page);
};

const PAGES = ['/', '/live', '/interactions', '/patterns', '/insights', '/analytics', '/products', '/products?tab=jobs',
  '/sources', '/sources?tab=refused', '/exports', '/team', '/api-keys', '/billing', '/notifications', '/audit',
  '/settings', '/settings?tab=organization', '/settings?tab=retention', '/settings?tab=privacy', '/nowhere'];

/** Every page: its title, and what axe finds in it. */
const everyPage = async (colorScheme) => {
  const titles = {};
  const found = [];
  const { page } = await visitor({ colorScheme });
  for (const path of [...PAGES, ...(await told(page))]) {
    await open(page, path);
    titles[path] = await page.locator('h1').first().textContent();
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
    for (const { id, impact, nodes } of violations.filter(({ impact }) => impact !== 'minor')) {
      found.push(`${path}: ${id} (${impact}) ${nodes.map((node) => node.target.join(' ')).slice(0, 3)}`);
    }
  }
  return { titles, found };
};

const scenarios = {
  light: () => everyPage('light'),
  dark: () => everyPage('dark'),

  /** From a list to one interaction: its sentences point at events. */
  evidence: async () => {
    const { page } = await visitor();
    await open(page, '/interactions');
    await page.locator('td a').first().click();
    await page.waitForURL('**/interactions/*');
    await settled(page);
    await page.locator('.timeline .event-name bdi').first().waitFor();
    const sentence = page.locator('.sentences button').first();
    await sentence.click();
    return {
      sentences: await page.locator('.sentences button').count(),
      pressed: await sentence.getAttribute('aria-pressed'),
      events: await page.locator('.timeline > li').count(),
      meant: await page.locator('.timeline > li[data-meant]').count(),
      names: await page.locator('.timeline .event-name').allTextContents(),
    };
  },

  /** The session ends in the middle of typing, and in the middle of reading. */
  expired: async () => {
    const { page, context } = await visitor();
    await open(page, '/settings?tab=organization');
    await page.getByLabel('Industry').fill('Tea and what belongs to it');
    await context.clearCookies();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor();
    const dialog = await page.getByRole('dialog').textContent();
    const typed = await page.getByLabel('Industry').inputValue();
    const reader = await visitor();
    await open(reader.page, '/interactions?from=2026-01-02');
    await reader.context.clearCookies();
    const left = reader.page.waitForRequest((request) => request.isNavigationRequest() && request.url().includes('/auth/sign-in'));
    // The page leaves while it loads, which ends the waiting for it.
    await reader.page.goto(`${dashboard}/interactions?from=2026-01-02&q=tea`).catch(() => {});
    return { dialog, typed, next: new URL((await left).url()).searchParams.get('next') };
  },

  /** A key is made, shown once, used by a test event, and revoked. */
  key: async () => {
    const { page } = await visitor();
    await open(page, '/sources');
    await page.getByLabel('Name', { exact: true }).fill('Made by a test');
    await page.getByRole('button', { name: 'Make a key' }).click();
    const field = page.getByLabel('Your write key');
    await page.waitForFunction(() => [...document.querySelectorAll('input')].some(({ value }) => value.startsWith('crow_pk_')));
    const key = await field.inputValue();
    const snippet = await page.locator('figure[aria-label=Snippet] pre').textContent();
    await page.getByRole('button', { name: 'Send it' }).click();
    await page.getByText('Taken.').waitFor();
    await open(page, '/api-keys');
    await page.getByRole('button', { name: 'Revoke: Made by a test' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('Revoked').first().waitFor();
    await page.getByRole('button', { name: 'Revoke: Made by a test' }).waitFor({ state: 'detached' });
    return { key, snippet, left: await page.getByText('Made by a test').count() };
  },

  /** Hostile names stand in the catalogue as what they are: text. */
  hostile: async () => {
    const { page } = await visitor();
    await open(page, '/products');
    const names = await page.locator('td[data-label=Name]').allTextContents();
    return {
      names,
      scripts: await page.evaluate(() => window.crowned ?? 0),
      injected: await page.locator('td img, td script').count(),
      wider: await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    };
  },

  /** Who holds fewer permissions sees fewer places, and nothing at the addresses of the others. */
  member: async () => {
    const { page } = await visitor();
    await open(page, '/');
    const places = await page.locator('#navigation a').allTextContents();
    await open(page, '/audit');
    return { places, title: await page.locator('h1').first().textContent() };
  },

  /** With the keyboard alone: past the menu, into the content. */
  keyboard: async () => {
    const { page } = await visitor({ viewport: { width: 390, height: 844 } });
    await open(page, '/');
    await page.keyboard.press('Tab');
    const first = await page.evaluate(() => document.activeElement?.textContent);
    await page.getByRole('button', { name: 'Menu' }).press('Enter');
    await page.locator('#navigation').getByRole('link', { name: 'Interactions' }).press('Enter');
    await page.waitForURL('**/interactions');
    await settled(page);
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1', null, { timeout: 10_000 }).catch(() => {});
    return {
      first,
      heading: await page.evaluate(() => document.activeElement?.tagName),
      open: await page.locator('#navigation[data-open]').count(),
      wider: await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    };
  },
};

/** Pages of something that there is. */
const told = async (page) => {
  const list = async (path) => page.evaluate(async (path) => (await fetch(path)).json(), path);
  const { items: interactions = [] } = await list('/api/v1/interactions?limit=1');
  const { items: products = [] } = await list('/api/v1/products?limit=1');
  const { items: patterns = [] } = await list('/api/v1/patterns?limit=1');
  return [
    ...interactions.map(({ id }) => `/interactions/${id}`),
    ...products.map(({ id }) => `/products/${id}`),
    ...patterns.map(({ id }) => `/patterns/${id}`),
  ];
};

try {
  console.log(JSON.stringify({ ...(await scenarios[scenario]()), problems, foreign }));
} finally {
  await browser.close();
}
