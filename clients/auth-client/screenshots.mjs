// Takes a picture of every page for people: landing, documentation, signing up, setting up, the account; light and
// dark, phone and wide.
// usage: npm run screenshots -w auth-client [-- <suite, by the name localhost> <folder of mails> <folder>]
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const [suite = 'http://localhost:8000', mails = '../../data/auth/mail', folder = 'screenshots'] =
  process.argv.slice(2);
const sizes = { phone: { width: 390, height: 844 }, wide: { width: 1360, height: 900 } };
const only = process.env.ONLY?.split(',');
const password = 'Quartz-Lantern-47-Harbour';
const email = `robin@s${randomUUID().slice(0, 8)}.example`;
const FAKE = 'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopq';

const post = async (path, body, headers = {}) => {
  const answer = await fetch(`${suite}/api/v1/auth/${path}`, {
    method: headers['If-Match'] ? 'PUT' : 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) {
    throw new Error(`${path} answers ${answer.status}: ${await answer.text()}`);
  }
  return answer;
};

const mailedToken = async () => {
  for (let attempt = 0; attempt < 100; attempt++) {
    for (const name of readdirSync(mails).sort().reverse()) {
      const mail = readFileSync(join(mails, name), 'utf8').replaceAll('=\r\n', '').replaceAll('=3D', '=');
      const token = mail.includes(`To: ${email}`) && /verify-email#token=([\w-]{43})/.exec(mail)?.[1];
      if (token) {
        return token;
      }
    }
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error(`No mail came to ${mails}`);
};

await post('sign-up/email', { name: 'Robin Vale', email, password });
await post('verify-email', { token: await mailedToken() });

const signIn = async (page) => {
  await page.goto(`${suite}/auth/sign-in`);
  await page.getByLabel('Work e-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => url.pathname !== '/auth/sign-in');
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
mkdirSync(resolve(folder), { recursive: true });

const open = {
  landing: '/',
  missing: '/nowhere',
  docs: '/docs/',
  'docs-sdk': '/docs/sdk',
  'docs-reference': '/docs/reference#post-api-v1-auth-sign-in-email',
  'sign-up': '/auth/sign-up',
  'sign-in': '/auth/sign-in?next=%2Fdashboard',
  'request-reset': '/auth/request-password-reset',
  verify: `/auth/verify-email#token=${FAKE}`,
  reset: `/auth/reset-password#token=${FAKE}`,
  'broken-link': '/auth/verify-email',
  'no-invitation': `/auth/accept-invitation#token=${FAKE}`,
  'check-mail': async (page) => {
    await page.addInitScript((address) => localStorage.setItem('crow.auth.email', address), email);
    await page.goto(`${suite}/auth/check-mail`);
  },
  'sign-in-wrong': async (page) => {
    await page.goto(`${suite}/auth/sign-in`);
    await page.getByLabel('Work e-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('Wrong-Password-1');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').waitFor();
  },
};
const own = {
  'set-up-profile': '/auth/onboarding/profile',
  'set-up-organization': '/auth/onboarding/organization',
  'set-up-plan': '/auth/onboarding/plan',
  'set-up-products': '/auth/onboarding/products',
  'set-up-sources': '/auth/onboarding/sources',
  'set-up-team': '/auth/onboarding/team',
  account: '/auth/account',
  try: '/auth/try',
};

/** @param prepare what a browser does before any picture is taken in it */
const pictures = async (pages, prepare) => {
  for (const colorScheme of ['light', 'dark']) {
    for (const [size, viewport] of Object.entries(sizes)) {
      const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
      const page = await context.newPage();
      await prepare?.(page);
      for (const [name, how] of Object.entries(pages).filter(([name]) => !only || only.includes(name))) {
        await page.goto('about:blank');
        if (typeof how === 'string') {
          await page.goto(suite + how);
        } else {
          await how(page);
        }
        await page.locator('h1').first().waitFor();
        // A page that watches the live tail is never without a request.
        await page.waitForTimeout(700);
        await page.screenshot({
          path: join(resolve(folder), `${name}-${size}-${colorScheme}.png`),
          fullPage: true,
        });
      }
      await context.close();
    }
  }
};

await pictures(open);

// The set-up as far as all of its steps can be looked at.
const answer = await post('sign-in/email', { email, password });
const session = answer.headers
  .getSetCookie()
  .map((cookie) => /^__Host-crow_session=([^;]+)/.exec(cookie)?.[1]);
const bearer = { Authorization: `Bearer ${session.find(Boolean)}` };
await pictures({ 'set-up-profile': own['set-up-profile'] }, signIn);
const steps = [
  ['profile', { name: 'Robin Vale' }],
  ['organization', { name: 'Vale Teas', industry: 'Food', size: '11-50' }],
  [
    'plan',
    { modules: { web: true, social: false, cctv: false }, payAsYouGo: false, billingPeriod: 'monthly' },
  ],
  ['products', { sourceType: 'url', sourceValue: 'https://shop.example' }],
  ['sources', { types: ['web'] }],
];
for (const [version, [step, body]] of steps.entries()) {
  await post(`onboarding/steps/${step}`, body, { ...bearer, 'If-Match': `"${version}"` });
}
const { 'set-up-profile': _, ...rest } = own;
await pictures(rest, signIn);
await browser.close();
