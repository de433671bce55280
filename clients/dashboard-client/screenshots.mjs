// Takes a picture of every page of the dashboard: light and dark, phone and wide, of an organization that it founds
// and fills for that.
// usage: npm run screenshots -w dashboard-client -- <address of a running suite> <its data folder> [folder]
// default http://localhost:8000, ../../data and screenshots; ONLY=live,team and COLOURS=dark take some only
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';

const [suite = 'http://localhost:8000', data = '../../data', folder = 'screenshots'] = process.argv.slice(2);
const mails = join(resolve(data), 'auth/mail');
const account = join(resolve(folder), 'account.json');
const sizes = { phone: { width: 390, height: 844 }, wide: { width: 1360, height: 900 } };
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

mkdirSync(resolve(folder), { recursive: true });

/** The suite as a program asks it: as nobody, or with a key or a session's token. */
const ask = async (method, path, body, token, more = {}) => {
  const answer = await fetch(suite + path, {
    method,
    headers: {
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      ...(token && { Authorization: `Bearer ${token}` }),
      ...more,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  if (!answer.ok) {
    throw new Error(`${method} ${path} was answered with ${answer.status}: ${await answer.text()}`);
  }
  const text = await answer.text();
  return { headers: answer.headers, body: text ? JSON.parse(text) : undefined };
};

const until = async (what, found) => {
  for (let tries = 0; tries < 240; tries++) {
    const value = await found();
    if (value) {
      return value;
    }
    await pause(500);
  }
  throw new Error(`There is still no ${what}`);
};

const mailedToken = (email) =>
  until('mail', () =>
    (existsSync(mails) ? readdirSync(mails) : [])
      .sort()
      .map((name) => readFileSync(join(mails, name), 'utf8').replaceAll('=\r\n', '').replaceAll('=3D', '='))
      .filter((mail) => mail.includes(`To: ${email}`))
      .map((mail) => /verify-email#token=([\w-]{43})/.exec(mail)?.[1])
      .findLast(Boolean),
  );

/** An owner with a catalogue, keys, a team, and a week of visits. */
const found = async () => {
  const domain = `tarnvik-${Date.now().toString(36)}.example`;
  const person = { email: `robin@${domain}`, password: `Quartz-Lantern-47-${crypto.randomUUID()}` };
  await ask('POST', '/api/v1/auth/sign-up/email', { name: 'Robin Vale', ...person });
  await ask('POST', '/api/v1/auth/verify-email', { token: await mailedToken(person.email) });
  const signedIn = await ask('POST', '/api/v1/auth/sign-in/email', person);
  const [, token] = /__Host-crow_session=([^;]+)/.exec(signedIn.headers.get('set-cookie') ?? '') ?? [];
  const step = (name, version, body) =>
    ask('PUT', `/api/v1/auth/onboarding/steps/${name}`, body, token, { 'If-Match': `"${version}"` });
  await step('profile', 0, { name: 'Robin Vale', jobTitle: 'Owner' });
  await step('organization', 1, { name: 'Tarnvik Outdoor', industry: 'Sport', size: '11-50' });
  await until('organization', () =>
    ask('GET', '/api/v1/organizations/me', undefined, token).catch(() => false),
  );
  await until('profile', () => ask('GET', '/api/v1/users/me', undefined, token).catch(() => false));
  const { body: made } = await ask(
    'POST',
    '/api/v1/auth/api-keys',
    { name: 'Shop front', kind: 'WRITE' },
    token,
  );
  await ask(
    'POST',
    '/api/v1/auth/api-keys',
    { name: 'Warehouse', kind: 'SECRET', permissions: ['interactions:read'] },
    token,
  );
  await ask('POST', '/api/v1/auth/team-invitations', { emails: [`alex@${domain}`, `kim@${domain}`] }, token);
  const goods = [
    'Skarv Rain Jacket',
    'Lys Tent 2',
    'Berg Hiking Boots',
    'Ull Socks',
    'Lykt Headlamp',
    'Skarn Trail Shoes',
  ];
  const csv = [
    'id,name,brand,price,currency,stock,description',
    ...goods.map(
      (name, index) =>
        `p-${101 + index},${name},Tarnvik,${49 + index * 30}.95,EUR,${index * 7},Made for long days outside`,
    ),
  ].join('\n');
  await ask('POST', '/api/v1/products/imports', csv, token, { 'Content-Type': 'text/csv' });
  await visits(made.key, goods);
  await until(
    'interaction',
    async () =>
      (await ask('GET', '/api/v1/interactions?limit=100', undefined, token)).body.items.length >= 40,
  );
  return person;
};

/** Visits of the last week, each ended at once. */
const visits = async (key, goods) => {
  for (let visit = 0; visit < 60; visit++) {
    const sessionId = `visit-${visit}`;
    const start = Date.now() - (visit % 7) * 86_400_000 - 3_600_000;
    const good = visit % goods.length;
    const product = {
      productId: `p-${101 + good}`,
      productName: goods[good],
      price: 49.95 + good * 30,
      currency: 'EUR',
    };
    const happened = [
      { type: 'page_view', url: 'https://tarnvik.example/', title: 'Tarnvik' },
      ...(visit % 3 === 0
        ? [
            {
              type: 'search',
              properties: { query: ['rain jacket', 'tent', 'boots'][visit % 4] ?? 'socks', results: 4 },
            },
          ]
        : []),
      {
        type: 'product_view',
        url: `https://tarnvik.example/products/${good}`,
        title: goods[good],
        properties: product,
      },
      ...(visit % 2 === 0 ? [{ type: 'add_to_cart', properties: { ...product, quantity: 1 } }] : []),
      ...(visit % 4 === 0
        ? [{ type: 'checkout_start', properties: { value: product.price, currency: 'EUR' } }]
        : []),
      ...(visit % 8 === 0
        ? [
            {
              type: 'purchase',
              properties: { orderId: `o-${visit}`, value: product.price, currency: 'EUR', items: [product] },
            },
          ]
        : []),
    ];
    const events = happened.map((event, index) => ({
      eventId: crypto.randomUUID(),
      timestamp: new Date(start + index * 12_000).toISOString(),
      ...event,
    }));
    await ask(
      'POST',
      '/api/v1/ingest/batch',
      { sessionId, anonymousId: `visitor-${visit % 23}`, events },
      key,
    );
    await ask('POST', '/api/v1/ingest/session/end', { sessionId }, key);
  }
};

const known = () => {
  try {
    return JSON.parse(readFileSync(account, 'utf8'));
  } catch {
    return undefined;
  }
};
/** Whether the suite is still the one that the account was made in. */
const signsIn = (person) =>
  ask('POST', '/api/v1/auth/sign-in/email', person).then(
    () => true,
    () => false,
  );
const before = known();
const person = before && (await signsIn(before)) ? before : await found();
writeFileSync(account, JSON.stringify(person));

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const first = (page, path) =>
  page.evaluate(async (path) => (await (await fetch(path)).json()).items?.[0]?.id, path);
const pages = {
  overview: '/',
  live: '/live',
  interactions: '/interactions',
  search: '/interactions?q=looked%20at%20a%20tent',
  interaction: async (page) => `/interactions/${await first(page, '/api/v1/interactions?limit=1')}`,
  patterns: '/patterns',
  pattern: async (page) => `/patterns/${await first(page, '/api/v1/patterns?limit=1')}`,
  insights: '/insights',
  analytics: '/analytics',
  products: '/products',
  product: async (page) => `/products/${await first(page, '/api/v1/products?limit=1')}`,
  jobs: '/products?tab=jobs',
  sources: '/sources',
  exports: '/exports',
  team: '/team',
  keys: '/api-keys',
  billing: '/billing',
  notifications: '/notifications',
  audit: '/audit',
  settings: '/settings',
  organization: '/settings?tab=organization',
  retention: '/settings?tab=retention',
  privacy: '/settings?tab=privacy',
  missing: '/nowhere',
};
const only = process.env.ONLY?.split(',');
for (const colorScheme of process.env.COLOURS?.split(',') ?? ['light', 'dark']) {
  for (const [size, viewport] of Object.entries(sizes)) {
    const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && console.error(page.url(), message.text()));
    page.on('pageerror', (error) => console.error(page.url(), error.stack));
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
    for (const [name, where] of Object.entries(pages).filter(([name]) => !only || only.includes(name))) {
      const path = typeof where === 'string' ? where : await where(page);
      await page.goto(`${suite}/dashboard${path}`);
      await page.locator('h1').first().waitFor();
      await page
        .waitForFunction(() => !document.querySelector('[aria-busy="true"]'), null, { timeout: 20_000 })
        .catch(() => console.error(`${name} is still busy`));
      await pause(400);
      await page.screenshot({
        path: join(resolve(folder), `${name}-${size}-${colorScheme}.png`),
        fullPage: true,
      });
    }
    await context.close();
  }
}
await browser.close();
