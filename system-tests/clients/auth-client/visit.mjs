// Somebody who signs up, sets up, signs in and out at a running suite, in Chromium.
// usage: node visit.mjs <gateway, by the name localhost> <chromium> <folder of mails> <scenario>
// prints as its last line JSON: what was seen, with "problems" of pages and "foreign" requests
import { readFileSync } from 'node:fs';
import { createHmac, randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { at, button, createAccount, field, found, goOn, mailbox, PASSWORD, signIn, step } from './forms.mjs';
import { openShop } from './shop.mjs';

const [gateway, executablePath, mails, scenario] = process.argv.slice(2);
const { mailed, verify, signUp } = mailbox(gateway, mails);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// What a browser without a window says of itself is passed over as a bot.
const person =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const OTHER_PASSWORD = 'Cobalt-Meadow-83-Violin';

const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-quic'],
});
const problems = [];
const foreign = [];
let shop = '';

/** A browser of its own: what goes wrong in it, and whom it asks. */
const visitor = async (options = {}) => {
  const context = await browser.newContext({
    userAgent: person, viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options,
  });
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (![gateway, shop].includes(origin) && !['data:', 'blob:'].includes(protocol)) {
      foreign.push(request.url());
    }
  });
  context.on('weberror', (error) => problems.push(error.error().stack ?? error.error().message));
  context.on('console', (message) => {
    // Refusals are part of it: nobody is signed in at first, and passwords are mistyped.
    if (message.type() === 'error' && !/the server responded with a status of 4\d\d/.test(message.text())) {
      problems.push(message.text());
    }
  });
  return context;
};

const address = () => `robin@v${randomUUID().slice(0, 8)}.example`;

const authenticator = async (page) => {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('WebAuthn.enable');
  await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
      isUserVerified: true, automaticPresenceSimulation: true },
  });
};

/** The code an authenticator app would show now (RFC 6238). */
const codeOf = (secret, when = Date.now()) => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.replace(/[= ]/g, '')].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(when / 30_000)));
  const hash = createHmac('sha1', key).update(counter).digest();
  const offset = hash.at(-1) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
};

const overflows = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

const violations = async (page, name) => {
  await page.evaluate(axe);
  const { violations: all } = await page.evaluate(() => window.axe.run());
  return all.map(({ id, impact, nodes }) =>
    `${name}: ${id} (${impact}) ${nodes.slice(0, 3).map(({ target, failureSummary }) => `${target.join(' ')} ${failureSummary}`).join(' | ')}`);
};

const scenarios = {
  /** From nothing to the first event, with a reload in between. */
  async walk() {
    const seen = {};
    const context = await visitor();
    const page = await context.newPage();
    const email = address();
    await signUp(page, email);
    seen.prefilled = await field(page, 'Work e-mail').inputValue() === email;
    await signIn(page, email, 'Wrong-Password-1');
    seen.wrong = await page.getByRole('alert').innerText();
    await signIn(page, email);
    await found(page, 'Vale Teas');
    // Somebody comes back another day: the set-up goes on where it was left.
    await page.goto(`${gateway}/auth/onboarding`);
    await step(page, 'plan');
    seen.price = await page.getByText('$60 a month').count();
    await goOn(page);
    await step(page, 'products');
    await button(page, 'Skip for now').click();
    await step(page, 'sources');

    const site = await openShop();
    shop = site.origin;
    await field(page, 'Address of your website').fill(shop);
    await button(page, 'Make the line').click();
    const line = await page.locator('.snippet code').innerText();
    seen.line = line.replace(/crow_pk_\w+/, 'KEY').replace(gateway, 'GATEWAY');
    await page.getByText('Waiting for your first event').waitFor();
    seen.waiting = !(await button(page, 'Save and go on').isEnabled());
    await page.reload();
    seen.keptLine = (await page.locator('.snippet code').innerText()) === line;
    await page.getByText('Open your site in another tab').waitFor();
    site.put(line);
    const visit = await context.newPage();
    await visit.goto(shop);
    await page.getByText('Your first event is here').waitFor({ timeout: 30_000 });
    seen.arrived = await page.locator('.first-event .clipped').innerText();
    site.close();
    await goOn(page);
    await step(page, 'team');
    const member = email.replace('robin@', 'alex@');
    await field(page, 'E-mail addresses').fill('nobody');
    await button(page, 'Finish').click();
    seen.fault = await page.getByText('is no e-mail address').innerText();
    await field(page, 'E-mail addresses').fill(member);
    await button(page, 'Finish').click();
    await step(page, 'ready');
    seen.leadsTo = await page.getByRole('link', { name: 'Open the dashboard' }).getAttribute('href');

    // Who was invited joins by the link.
    const other = await (await visitor()).newPage();
    await other.goto(await mailed(member, 'accept-invitation'));
    await other.getByText('Robin Vale invites').waitFor();
    seen.invited = await other.getByRole('heading', { level: 1 }).innerText();
    await other.getByRole('link', { name: 'Create an account' }).click();
    await at(other, '/auth/sign-up');
    seen.fixed = !(await field(other, 'Work e-mail').isEditable()) && (await field(other, 'Work e-mail').inputValue()) === member;
    await createAccount(other, 'Alex Vale');
    await verify(other, member);
    await signIn(other, member);
    await at(other, '/dashboard');
    await other.goto(`${gateway}/auth/account`);
    await other.getByText(`Signed in as ${member}`).waitFor();
    seen.memberOf = await other.evaluate(async () =>
      (await (await fetch('/api/v1/auth/session')).json()).organizationId);
    seen.ownerOf = await page.evaluate(async () =>
      (await (await fetch('/api/v1/auth/session')).json()).organizationId);
    return seen;
  },

  /** A page of ours in the place of a site of one's own. */
  async tryPage() {
    const seen = {};
    const context = await visitor();
    const page = await context.newPage();
    const email = address();
    await signUp(page, email);
    await signIn(page, email);
    await found(page, 'Try Teas');
    await goOn(page);
    await step(page, 'products');
    await button(page, 'Skip for now').click();
    await step(page, 'sources');
    await page.getByText('Open your site in another tab').waitFor();
    const [tab] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'Open a page with the line in it' }).click(),
    ]);
    await tab.getByRole('button', { name: /^Add to cart/ }).click();
    await page.getByText('Your first event is here').waitFor({ timeout: 30_000 });
    seen.arrived = await page.locator('.first-event .clipped').innerText();
    return seen;
  },

  /** Ways to sign in and to stay one's own. */
  async factors() {
    const seen = {};
    const context = await visitor();
    const page = await context.newPage();
    await authenticator(page);
    const email = address();
    await signUp(page, email);
    await signIn(page, email);
    await step(page, 'profile');

    // A passkey, and nothing else.
    await page.goto(`${gateway}/auth/account`);
    await field(page, 'Name of this device').fill('Laptop');
    await button(page, 'Add a passkey').click();
    await page.getByRole('dialog').getByText('Recovery codes').waitFor();
    seen.recoveryCodes = await page.locator('.codes li').count();
    await button(page, 'I have kept them').click();
    await page.getByText('not used yet').waitFor();
    await button(page, 'Sign out').first().click();
    await at(page, '/auth/sign-in');
    await button(page, 'Sign in with a passkey').click();
    await step(page, 'profile');
    seen.byPasskey = true;

    // Codes of an app.
    await page.goto(`${gateway}/auth/account`);
    await button(page, 'Turn on').click();
    const secret = await page.locator('.secret').innerText();
    await field(page, 'Code').fill(codeOf(secret));
    await page.locator('section:has(#factor)').getByRole('button', { name: 'Turn on' }).click();
    await page.getByRole('dialog').getByText('Recovery codes').waitFor();
    const codes = await page.locator('.codes li').allInnerTexts();
    await button(page, 'I have kept them').click();
    await page.getByText(/^On\. \d+ recovery codes left/).waitFor();
    seen.codesOn = true;

    // The password alone is not enough now.
    await button(page, 'Sign out').first().click();
    await at(page, '/auth/sign-in');
    await signIn(page, email);
    await page.getByRole('heading', { name: 'Show that it is you' }).waitFor();
    await button(page, 'Use a recovery code').click();
    await field(page, 'Code').fill(codes[0]);
    await button(page, 'Go on').click();
    await step(page, 'profile');
    seen.byRecoveryCode = true;
    await page.goto(`${gateway}/auth/account`);
    await button(page, 'Sign out').first().click();
    await at(page, '/auth/sign-in');
    await signIn(page, email);
    await button(page, 'Use a passkey').click();
    await step(page, 'profile');
    seen.passkeyAfterPassword = true;

    // A forgotten password.
    await page.goto(`${gateway}/auth/account`);
    await button(page, 'Sign out').first().click();
    await at(page, '/auth/sign-in');
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await field(page, 'Work e-mail').fill(email);
    await button(page, 'Send the link').click();
    await page.getByText('a mail is on its way').waitFor();
    const link = await mailed(email, 'reset-password');
    await page.goto(link);
    await page.waitForFunction(() => !location.hash);
    seen.tokenInAddress = page.url().includes('token');
    await field(page, 'New password').fill(OTHER_PASSWORD);
    await button(page, 'Save the password').click();
    await page.getByText('Your password is changed').waitFor();
    await page.getByRole('link', { name: 'Sign in', exact: true }).click();
    await at(page, '/auth/sign-in');
    await page.goto(link);
    await field(page, 'New password').fill(PASSWORD);
    await button(page, 'Save the password').click();
    seen.usedLink = await page.getByRole('alert').locator('strong').innerText();
    return seen;
  },

  /** Where a sign-in leads: back to where somebody was, and to nobody else's site. */
  async next() {
    const seen = {};
    const page = await (await visitor()).newPage();
    const email = address();
    await signUp(page, email);
    const wanted = ['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '/dashboard/live?x=1'];
    seen.kept = [];
    for (const next of wanted) {
      await page.goto(`${gateway}/auth/sign-in?next=${encodeURIComponent(next)}`);
      await page.getByRole('heading', { name: 'Sign in' }).waitFor();
      seen.kept.push(await page.getByText('Your session has ended').count());
    }
    await signIn(page, email);
    await found(page, 'Next Teas');
    await goOn(page);
    for (const name of ['products', 'sources']) {
      await step(page, name);
      await button(page, 'Skip for now').click();
    }
    await step(page, 'team');
    await button(page, 'Finish').click();
    await step(page, 'ready');
    seen.leadsTo = await page.getByRole('link', { name: 'Open the dashboard' }).getAttribute('href');
    await page.goto(`${gateway}/auth/account`);
    await button(page, 'Sign out').first().click();
    await at(page, '/auth/sign-in');
    await page.goto(`${gateway}/auth/account`);
    await at(page, '/auth/sign-in');
    await signIn(page, email);
    await at(page, '/auth/account');
    seen.backAgain = true;
    return seen;
  },

  /** Every page by axe, and whether anything stands out of a phone's screen. */
  async pages() {
    const bad = [];
    const wide = [];
    const first = await visitor();
    const page = await first.newPage();
    const email = address();
    await signUp(page, email);
    await signIn(page, email);
    await step(page, 'profile');
    const kept = await first.storageState();
    const open = ['/', '/nothing', '/docs/', '/docs/sdk', '/docs/configuration', '/docs/reference', '/docs/nothing',
      '/auth/sign-up', '/auth/sign-in', '/auth/request-password-reset', '/auth/verify-email#token=abcdefghijklmnopqrstuvwxyz',
      '/auth/reset-password#token=abcdefghijklmnopqrstuvwxyz', '/auth/verify-email', '/auth/nowhere',
      '/auth/accept-invitation#token=abcdefghijklmnopqrstuvwxyz'];
    const own = ['/auth/onboarding', '/auth/account', '/auth/try'];
    // Each page in both colours and both sizes, which have little to do with each other.
    for (const [colorScheme, width] of [['light', 375], ['dark', 1280]]) {
      for (const [paths, storageState] of [[open, undefined], [own, kept]]) {
        const context = await visitor({ colorScheme, viewport: { width, height: 800 }, storageState });
        for (const path of paths) {
          const tab = await context.newPage();
          await tab.goto(gateway + path);
          await tab.locator('h1').first().waitFor();
          await tab.waitForLoadState('networkidle');
          const name = `${path} ${colorScheme} ${width}`;
          bad.push(...(await violations(tab, name)));
          if (await overflows(tab)) {
            wide.push(name);
          }
          await tab.close();
        }
        await context.close();
      }
    }
    return { found: bad, wide };
  },

  /** How soon somebody sees the landing page, and what the documentation finds. */
  async landing() {
    const seen = {};
    const page = await (await visitor()).newPage();
    await page.goto(gateway);
    seen.paint = await page.evaluate(() => new Promise((done) => {
      new PerformanceObserver((list) => done(list.getEntries().find(({ name }) => name === 'first-contentful-paint')?.startTime))
        .observe({ type: 'paint', buffered: true });
    }));
    seen.title = await page.title();
    seen.prices = await page.locator('#pricing .monthly').allInnerTexts();
    await page.getByRole('radio', { name: 'Yearly' }).check();
    seen.yearly = await page.locator('#pricing .annual').first().isVisible();
    await page.goto(`${gateway}/docs/`);
    await field(page, 'Search the documentation').fill('global privacy control');
    await page.getByRole('option').first().waitFor();
    seen.found = await page.getByRole('option').first().getAttribute('href');
    await field(page, 'Search the documentation').press('ArrowDown');
    await field(page, 'Search the documentation').press('Enter');
    await page.waitForURL((url) => url.pathname !== '/docs/');
    seen.opened = new URL(page.url()).pathname;
    await page.goto(`${gateway}/docs/reference#post-api-v1-auth-sign-in-email`);
    await page.locator('.operation[open]').waitFor();
    seen.operation = await page.locator('.operation[open] > summary code').innerText();
    seen.command = await page.locator('.operation[open] pre').first().innerText();
    seen.operations = await page.locator('.operation').count();
    await field(page, 'Filter').fill('passkeys/{id} delete');
    seen.filtered = await page.locator('.operation:visible').count();
    return seen;
  },
};

try {
  const seen = await scenarios[scenario]();
  console.log(JSON.stringify({ ...seen, problems, foreign }));
} finally {
  await browser.close();
}
