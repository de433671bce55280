// A person in a small shop that has CROW's script tag, in Chromium, under all sorts of conditions.
// usage: node visit.mjs <gateway> <write key> <chromium> <scenario>
// prints as its last line JSON: {"session": id, "journal": ["<event id> <type>", …], …}
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, normalize } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';

const [gateway, key, executablePath, scenario] = process.argv.slice(2);
const folder = join(import.meta.dirname, 'shop');

const shop = createServer((request, response) => {
  const path = normalize(new URL(request.url, 'http://shop').pathname).replace(/\/$/, '/index.html');
  if (path.startsWith('/api/')) {
    response.writeHead(503).end();
    return;
  }
  const file = join(folder, path);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    response.writeHead(path.endsWith('.pdf') ? 200 : 404).end();
    return;
  }
  if (path.endsWith('.html')) {
    const html = readFileSync(file, 'utf8').replace('CROW/', `${gateway}/`)
      .replace('data-key="KEY"', `data-key="${key}"${recording ? ' data-replay-sample="1"' : ''}`);
    response.setHeader('Content-Type', 'text/html').end(withSdk ? html : html.replace(/<script async.*?<\/script>/, ''));
  } else {
    response.setHeader('Content-Type', 'text/javascript');
    createReadStream(file).pipe(response);
  }
});
let withSdk = true;
let recording = false;
await new Promise((listening) => shop.listen(0, '127.0.0.1', listening));
const address = `http://127.0.0.1:${shop.address().port}`;

// By its own name it is a robot, whose visits are not kept.
const person =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-quic'],
});
const context = await browser.newContext({ userAgent: person });
const sent = [];
const receipts = [];
const problems = [];
context.on('request', (request) => {
  if (request.url().startsWith(`${gateway}/api/`) && request.method() === 'POST') {
    const body = request.postDataBuffer();
    const plain = body && request.headers()['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
    sent.push({ path: new URL(request.url()).pathname, body: plain?.toString() ?? '' });
  }
});
context.on('response', async (response) => {
  if (response.url().endsWith('/api/v1/ingest/batch') && response.request().method() === 'POST') {
    receipts.push(await response.json().catch(() => ({})));
  }
});
context.on('weberror', (error) => problems.push(error.error().stack ?? error.error().message));

const open = async (path, tab) => {
  const page = tab ?? (await context.newPage());
  await page.goto(address + path);
  await ready(page);
  return page;
};
/** The parts are there when somebody reports clicks. */
const ready = (page) =>
  page.waitForFunction(() => window.crow?.track && performance.getEntriesByType('resource').some((e) => /\/capture\.js$/.test(e.name)))
    .then(() => pause(150));
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
const sessionOf = (page) => page.evaluate(() => window.crow.sessionId);
const journalOf = async (page) =>
  (await page.evaluate(() => localStorage.getItem('journal') ?? '')).split('\n').filter(Boolean);
/** Everything is sent or dropped. */
const drained = (page) => page.waitForFunction(() => window.crow.stats.waiting === 0, null, { timeout: 30_000 });

/** Ids of the events the gateway answered for. */
const answered = () =>
  new Set(receipts.flatMap(({ events = [] }) => events.map(({ eventId }) => eventId)));

/** A visit from the front page to the purchase, then the tab is closed. */
const shopper = async () => {
  // Compressed bodies cannot be read here; the other visits send those.
  await context.addInitScript(() => { delete window.CompressionStream; });
  const page = await open('/');
  const session = await sessionOf(page);
  await page.fill('[name=email]', 'no address');
  await page.click('text=Subscribe');
  await page.fill('[name=email]', 'canary@people.example');
  await page.click('text=Subscribe');
  await page.click('text=Size guide');
  await page.fill('[name=q]', 'boots');
  await page.press('[name=q]', 'Enter');
  await page.waitForURL('**/search.html?q=boots');
  await ready(page);
  await page.click('text=Fell Boots');
  await page.waitForURL('**/product.html');
  await ready(page);
  await page.selectOption('[name=size]', '42');
  await page.click('#add');
  await page.click('#stock');
  await page.waitForFunction(() => document.body.dataset.asked);
  await page.click('#fail');
  for (let i = 0; i < 4; i++) {
    await page.click('#broken');
  }
  await pause(1_300);
  await page.click('#checkout');
  await page.waitForURL('**/checkout/');
  await ready(page);
  await page.click('text=Jane Doe');
  await page.click('#pay');
  await page.waitForURL('**/thanks.html');
  await ready(page);
  await page.reload();
  await ready(page);
  // The page's end is written in the journal after everything else; another tab reads it.
  const reader = await context.newPage();
  await reader.goto(`${address}/journal.js`);
  await page.close({ runBeforeUnload: true });
  await pause(1_500);
  const journal = await journalOf(reader);
  const cookies = (await context.cookies()).length;
  return { session, journal, cookies, sentText: sent.map(({ body }) => body).join('\n') };
};

/** Routes of a one-page application. */
const routes = async () => {
  const page = await open('/app.html');
  const session = await sessionOf(page);
  await page.click('#one');
  await pause(200);
  await page.click('#two');
  await pause(200);
  await page.goBack();
  await pause(300);
  await page.evaluate(() => window.crow.flush());
  await drained(page);
  return { session, journal: await journalOf(page) };
};

/** The network goes away and comes back while the page is open. */
const offline = async () => {
  const page = await open('/app.html');
  const session = await sessionOf(page);
  await page.evaluate(() => window.crow.flush());
  await context.setOffline(true);
  const before = sent.length;
  await page.click('#one');
  await page.click('#two');
  await pause(4_000);
  const tried = sent.length - before;
  const waiting = await page.evaluate(() => window.crow.stats.waiting);
  await context.setOffline(false);
  await drained(page);
  return { session, journal: await journalOf(page), tried, waiting };
};

/** The tab crashes while the gateway cannot be reached; somebody opens the shop again. */
const crash = async () => {
  const page = await open('/product.html');
  const session = await sessionOf(page);
  await page.evaluate(() => window.crow.flush());
  await context.route(`${gateway}/api/**`, (route) => route.abort());
  await page.click('#add');
  await page.evaluate(() => window.crow.track('wish', { list: 'birthday' }));
  await pause(1_000);
  const journal = await journalOf(page);
  const cdp = await context.newCDPSession(page);
  const gone = page.waitForEvent('crash');
  cdp.send('Page.crash').catch(() => {});
  await gone;
  await page.close();
  await pause(15_500);
  await context.unroute(`${gateway}/api/**`);
  const next = await open('/app.html');
  // What the crashed page began and never ended was kept too: how long the product was looked at is not known.
  const begun = 1;
  const until = Date.now() + 30_000;
  while (answered().size < (await journalOf(next)).length + begun && Date.now() < until) {
    await pause(200);
  }
  await drained(next);
  return { session, journal: await journalOf(next), before: journal, begun };
};

/** Storage of every kind is refused. */
const blocked = async () => {
  await context.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
      Object.defineProperty(window, name, { get() { throw new DOMException('blocked', 'SecurityError'); } });
    }
  });
  const page = await open('/app.html');
  const session = await sessionOf(page);
  await page.click('#one');
  await pause(200);
  await page.evaluate(() => window.crow.flush());
  await drained(page);
  await page.click('#two');
  await pause(200);
  // Nothing can be handed to the next page; what waits here leaves with this one.
  const journal = await page.evaluate(() => window.journal);
  await page.evaluate(() => { location.href = '/journal.js'; });
  await pause(1_500);
  return { session, journal };
};

/** Somebody objects in the middle of the visit, with events still waiting. */
const withdrawn = async () => {
  const page = await open('/app.html');
  const session = await sessionOf(page);
  await page.evaluate(() => window.crow.flush());
  await drained(page);
  const journal = await journalOf(page);
  await context.setOffline(true);
  await page.click('#one');
  await pause(500);
  await page.evaluate(() => window.crow.optOut());
  await context.setOffline(false);
  const before = sent.length;
  await page.click('#two');
  await pause(3_500);
  const next = await context.newPage();
  await next.goto(`${address}/product.html`);
  await next.waitForFunction(() => window.crow?.track);
  await next.click('#add');
  await pause(3_500);
  const kept = await next.evaluate(async () => {
    const databases = await indexedDB.databases();
    let events = 0;
    for (const { name } of databases) {
      const db = await new Promise((done) => { const r = indexedDB.open(name); r.onsuccess = () => done(r.result); });
      events += await new Promise((done) => { const r = db.transaction('events').objectStore('events').count(); r.onsuccess = () => done(r.result); });
    }
    return { events, names: Object.keys(localStorage).filter((name) => name.startsWith('crow.')) };
  });
  return { session, journal, after: sent.length - before, kept };
};

/** The browser says no for its user. */
const gpc = async () => {
  await context.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
  const page = await context.newPage();
  await page.goto(`${address}/product.html`);
  await page.waitForFunction(() => window.crow?.track);
  await page.evaluate(() => { window.crow.optIn(); window.crow.track('wish'); });
  await page.click('#add');
  await pause(3_500);
  const names = await page.evaluate(() => Object.keys(localStorage).concat(Object.keys(sessionStorage)));
  return { session: '', journal: await journalOf(page), posts: sent.length, names };
};

/** Two tabs of one visit at once. */
const tabs = async () => {
  const one = await open('/app.html');
  const two = await open('/app.html');
  const session = await sessionOf(one);
  for (const page of [one, two, one, two]) {
    await page.bringToFront();
    await page.click('#one');
    await page.click('#two');
    await pause(300);
  }
  await pause(4_000);
  await drained(one);
  await drained(two);
  await pause(500);
  const duplicates = receipts.reduce((sum, receipt) => sum + (receipt.duplicates ?? 0), 0);
  return { session, other: await sessionOf(two), journal: await journalOf(one), duplicates };
};

/** The page replaces what the SDK stands on, after it loaded. */
const hostile = async () => {
  const page = await open('/app.html');
  const session = await sessionOf(page);
  await page.evaluate(() => {
    const refuse = () => { throw new Error('patched'); };
    window.fetch = refuse;
    window.XMLHttpRequest = refuse;
    JSON.stringify = refuse;
    JSON.parse = refuse;
    Object.defineProperty(Object.prototype, 'toJSON', { value: () => 'patched', configurable: true });
    for (const name of ['push', 'map', 'filter', 'forEach', 'slice', 'splice', 'join', 'concat', 'shift', 'indexOf', Symbol.iterator]) {
      Object.defineProperty(Array.prototype, name, { value: refuse, configurable: true });
    }
    window.Promise = refuse;
    window.setTimeout = refuse;
    document.getElementById('one').click();
  });
  const box = { x: 20, y: 20 };
  await page.mouse.click(box.x, box.y);
  await pause(4_500);
  await page.mouse.click(box.x, box.y);
  const reader = await context.newPage();
  await reader.goto(`${address}/journal.js`);
  await pause(4_500);
  return { session, journal: await journalOf(reader), problems };
};

/** Somebody agrees to be recorded, and types what nobody is to see. */
const recorded = async () => {
  recording = true;
  const page = await open('/');
  const session = await sessionOf(page);
  await page.evaluate(() => window.crow.setConsent({ analytics: true, replay: true }));
  const stored = page.waitForResponse((response) => response.request().method() === 'PUT', { timeout: 60_000 });
  await page.fill('[name=email]', 'canary@people.example');
  await page.click('text=Subscribe');
  const status = (await stored).status();
  await page.evaluate(() => window.crow.endSession());
  await drained(page);
  return { session, journal: await journalOf(page), status };
};

/** What a thousand clicks cost, with the SDK and without. */
const cost = async () => {
  const measure = async (sdk) => {
    withSdk = sdk;
    const page = await context.newPage();
    await page.goto(`${address}/app.html`);
    if (sdk) {
      await ready(page);
    }
    const cdp = await context.newCDPSession(page);
    await cdp.send('Performance.enable');
    const now = async () => {
      const { metrics } = await cdp.send('Performance.getMetrics');
      return Object.fromEntries(metrics.map(({ name, value }) => [name, value * 1_000]));
    };
    await page.evaluate(() => {
      window.longest = 0;
      new PerformanceObserver((list) => {
        for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration);
      }).observe({ type: 'longtask' });
    });
    const before = await now();
    for (let i = 0; i < 1_000; i++) {
      for (const type of ['mousePressed', 'mouseReleased']) {
        await cdp.send('Input.dispatchMouseEvent', { type, x: 200, y: 300 + (i % 7) * 40, button: 'left', clickCount: 1 });
      }
    }
    await pause(4_000);
    const after = await now();
    const longest = await page.evaluate(() => window.longest);
    await page.close();
    return { script: after.ScriptDuration - before.ScriptDuration, task: after.TaskDuration - before.TaskDuration, longest };
  };
  await measure(false);
  const without = await measure(false);
  const withIt = await measure(true);
  return { without, with: withIt };
};

try {
  const result = await { shopper, routes, offline, crash, blocked, withdrawn, gpc, tabs, hostile, recorded, cost }[scenario]();
  console.log(JSON.stringify({ problems, ...result }));
} finally {
  await browser.close();
  shop.close();
}
