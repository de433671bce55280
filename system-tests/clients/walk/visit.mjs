// One walk through a running suite, from signing up to what was revoked, in Chromium.
// usage: node visit.mjs <gateway, by the name localhost> <chromium> <folder of mails>
// prints as its last line JSON: what was seen at each step, with "problems" of pages and "foreign" requests
import { randomUUID } from 'node:crypto';
import { chromium } from 'playwright-core';
import { at, button, createAccount, field, found, goOn, mailbox, signIn, step } from '../auth-client/forms.mjs';
import { openShop } from '../auth-client/shop.mjs';
import { asked, dashboard, until } from './dashboard.mjs';
import { plant } from './planted.mjs';

const [gateway, executablePath, mails] = process.argv.slice(2);
const { mailed, verify, signUp } = mailbox(gateway, mails);
const pages = dashboard(gateway);

// What a browser without a window says of itself is passed over as a bot.
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const PRODUCT_PAGE = `<h1>Fell Tea</h1>
<script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Fell Tea","sku":"fell-tea",
  "offers":{"@type":"Offer","price":"12.50","priceCurrency":"EUR"}}</script>
<button type="button">Add to cart</button>`;

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-quic'],
});
const shop = await openShop(PRODUCT_PAGE);
const problems = [];
const foreign = [];

/** A browser of its own: what goes wrong in it, and whom it asks. */
const visitor = async () => {
  const context = await browser.newContext({ userAgent, viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' });
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (![gateway, shop.origin].includes(origin) && !['data:', 'blob:'].includes(protocol)) {
      foreign.push(request.url());
    }
  });
  context.on('weberror', (error) => problems.push(error.error().stack ?? error.error().message));
  context.on('console', (message) => {
    // Refusals are part of it: nobody is signed in at first, and rights are withheld.
    if (message.type() === 'error' && !/the server responded with a status of 4\d\d/.test(message.text())) {
      problems.push(message.text());
    }
  });
  return context.newPage();
};

const owner = `robin@w${randomUUID().slice(0, 8)}.example`;
const member = owner.replace('robin@', 'alex@');
const page = await visitor();
const other = await visitor();
let line = '';
const key = () => /data-key="([^"]+)"/.exec(line)[1];

/** In the order of the walk; what one returns is what was seen there. */
const walk = {
  /** To the step that waits for an event. */
  async signUp() {
    await signUp(page, owner);
    await signIn(page, owner);
    await found(page, 'Vale Teas');
    await goOn(page);
    await step(page, 'products');
    await button(page, 'Skip for now').click();
    await step(page, 'sources');
  },

  /** The line as it is printed makes the waiting page light up, without a reload. */
  async firstEvent() {
    await field(page, 'Address of your website').fill(shop.origin);
    await button(page, 'Make the line').click();
    line = await page.locator('.snippet code').innerText();
    shop.put(line);
    await page.getByText('Open your site in another tab').waitFor();
    const dark = await page.locator('.first-event[data-lit]').count();
    const visit = await page.context().newPage();
    await visit.goto(shop.origin);
    await button(visit, 'Add to cart').click();
    await page.locator('.first-event[data-lit]').waitFor({ timeout: 30_000 });
    await visit.close();
    const arrived = await page.locator('.first-event .clipped').innerText();
    return { line: line.replace(key(), 'KEY').replace(gateway, 'GATEWAY'), dark, arrived };
  },

  async finish() {
    const planted = await plant(gateway, shop.origin, key());
    await goOn(page);
    await step(page, 'team');
    await button(page, 'Finish').click();
    await step(page, 'ready');
    await page.getByRole('link', { name: 'Open the dashboard' }).click();
    await at(page, '/dashboard');
    await page.locator('h1').first().waitFor();
    return { planted };
  },

  evidence: () => pages.evidence(page, 'fell-tea'),

  // Of the planted visits and our own, which filled a cart at a desk as well.
  pattern: () => pages.pattern(page, seen.finish.planted + 1, '29 of 31'),

  report: () => pages.report(page),

  /** Somebody who joins and may see interactions, and nothing of patterns. */
  async member() {
    await pages.invite(page, member, ['See patterns and insights', 'Get notifications']);
    await other.goto(await mailed(member, 'accept-invitation'));
    await other.getByRole('link', { name: 'Create an account' }).click();
    await at(other, '/auth/sign-up');
    await createAccount(other, 'Alex Vale');
    await verify(other, member);
    await signIn(other, member);
    await at(other, '/dashboard');
    return pages.reach(other, '/patterns',
      ['/api/v1/interactions', '/api/v1/patterns', '/api/v1/notifications', '/api/v1/auth/api-keys',
        '/api/v1/auth/team-invitations']);
  },

  /** Whoever is removed, and whatever has the key, is refused from then on. */
  async revoked() {
    await pages.removeMember(page, member);
    const memberAfter = await until('the member is refused', async () =>
      (await asked(other, '/api/v1/interactions')).status === 401);
    // It is in use, so the gateway remembers it.
    const keyBefore = await sendWithTheKey();
    await pages.revokeKey(page, 'Website');
    const keyAfter = await until('the key is refused', async () => (await sendWithTheKey()) === 401);
    await other.goto(`${gateway}/dashboard/interactions`);
    await at(other, '/auth/sign-in');
    return { memberAfter, keyBefore, keyAfter };
  },
};

const sendWithTheKey = async () =>
  (await fetch(`${gateway}/api/v1/ingest/event`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key()}`, 'Content-Type': 'application/json', Origin: shop.origin },
    body: JSON.stringify({ sessionId: 'after', event: { eventId: randomUUID(), type: 'click' } }),
  })).status;

const seen = {};
try {
  for (const [name, take] of Object.entries(walk)) {
    try {
      seen[name] = await take();
    } catch (error) {
      const shown = await page.locator('body').innerText().catch(() => '');
      throw new Error(`${name}, at ${page.url()} and ${other.url()}: ${shown}`, { cause: error });
    }
  }
  console.log(JSON.stringify({ ...seen, problems, foreign }));
} finally {
  shop.close();
  await browser.close();
}
