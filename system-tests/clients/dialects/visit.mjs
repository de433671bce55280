// Has one of the unmodified libraries tell of a shopper, and tells what it sent.
// usage: node visit.mjs <gateway> <write key> <chromium> <analytics-node|analytics-next|posthog-node|posthog-js>
// prints {"sent": [the events' own ids], "skipped": [...], "names", "visitor", "session", "answers": ["POST /path 200"], "problems"}
import { build } from 'esbuild';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';

const [gateway, key, executablePath, library] = process.argv.slice(2);
const boots = { product_id: 'boots-1', name: 'Fell Boots', price: 129, currency: 'EUR', quantity: 1 };
const order = { order_id: 'N-2001', total: 129, currency: 'EUR', products: [boots] };

const libraries = {
  'analytics-node': analyticsNode,
  'posthog-node': postHogNode,
  'analytics-next': () => inChromium(`
    import { AnalyticsBrowser } from '@segment/analytics-next';
    const analytics = AnalyticsBrowser.load(
      { writeKey: KEY, cdnURL: GATEWAY + '/segment' },
      { integrations: { 'Segment.io': { apiHost: new URL(GATEWAY).host + '/segment/v1', protocol: 'http' } } });
    window.visit = async () => {
      await analytics.page();
      await analytics.track('Products Searched', { query: 'boots' });
      await analytics.track('Product Viewed', ${JSON.stringify(boots)});
      await analytics.track('Product Added', ${JSON.stringify(boots)});
      await analytics.track('Guide Opened', { guide: 'sizes' });
      await analytics.identify('customer-7', { email: 'canary@people.example' });
      await analytics.track('Order Completed', ${JSON.stringify(order)});
      return { visitor: (await analytics.user()).anonymousId() };
    };`, true),
  'posthog-js': () => inChromium(`
    import posthog from 'posthog-js';
    posthog.init(KEY, { api_host: GATEWAY + '/posthog', capture_pageview: true, autocapture: true,
      persistence: 'memory', request_batching: true, opt_out_useragent_filter: true,
      before_send: (event) => { console.debug('sent', event.uuid, event.event); return event; } });
    window.visit = async () => {
      document.querySelector('#size').click();
      posthog.capture('Product Viewed', ${JSON.stringify(boots)});
      posthog.capture('Product Added', ${JSON.stringify(boots)});
      posthog.capture('guide_opened', { guide: 'sizes', half: 'a\\ud800b' });
      posthog.identify('customer-8', { email: 'canary@people.example' });
      posthog.capture('Order Completed', ${JSON.stringify(order)});
      return { session: posthog.get_session_id(), visitor: posthog.get_distinct_id() };
    };`, false),
};
console.log(JSON.stringify(await libraries[library]()));

async function analyticsNode() {
  const { Analytics } = await import('@segment/analytics-node');
  const analytics = new Analytics({ writeKey: key, host: gateway, flushAt: 4 });
  const result = { sent: [], answers: [], problems: [] };
  analytics.on('error', (error) => result.problems.push(String(error.reason ?? error.code)));
  analytics.on('http_response', ({ status, url }) => result.answers.push(`POST ${new URL(url).pathname} ${status}`));
  for (const call of ['track', 'page']) {
    analytics.on(call, (ctx) => result.sent.push(ctx.event.messageId));
  }
  const anonymousId = randomUUID();
  analytics.page({ anonymousId, name: 'Boots', properties: { url: 'https://shop.example/boots', title: 'Boots' } });
  analytics.track({ anonymousId, event: 'Product Viewed', properties: boots });
  analytics.track({ anonymousId, event: 'Product Added', properties: boots });
  analytics.identify({ anonymousId, userId: 'customer-5', traits: { email: 'canary@people.example' } });
  analytics.track({ anonymousId, userId: 'customer-5', event: 'Guide Opened', properties: { guide: 'sizes' } });
  analytics.track({ anonymousId, userId: 'customer-5', event: 'Order Completed', properties: order });
  await analytics.closeAndFlush();
  return { ...result, session: `segment.${anonymousId}` };
}

async function postHogNode() {
  const { PostHog } = await import('posthog-node');
  const answers = [];
  const sent = [];
  const posthog = new PostHog(key, {
    host: `${gateway}/posthog`, flushAt: 3,
    fetch: async (url, options) => {
      const answer = await fetch(url, options);
      answers.push(`${options.method} ${new URL(url).pathname} ${answer.status}`);
      return answer;
    },
  });
  const problems = [];
  posthog.on('error', (error) => problems.push(String(error)));
  const distinctId = randomUUID();
  const $session_id = randomUUID();
  const capture = (event, properties) => {
    const uuid = randomUUID();
    sent.push(uuid);
    posthog.capture({ distinctId, event, uuid, properties: { ...properties, $session_id } });
  };
  capture('$pageview', { $current_url: 'https://shop.example/boots', title: 'Boots' });
  capture('Product Viewed', boots);
  capture('Product Added', boots);
  posthog.identify({ distinctId, properties: { email: 'canary@people.example' } });
  capture('guide_opened', { guide: 'sizes' });
  capture('Order Completed', order);
  const flag = await posthog.isFeatureEnabled('new-checkout', distinctId);
  await posthog.shutdown();
  return { sent, answers, problems, session: $session_id, flag: flag ?? null };
}

// Chromium does not show the bodies of beacons, so posthog-js tells by itself what it sends.
async function inChromium(contents, readsBodies) {
  const { outputFiles } = await build({
    stdin: {
      contents: `const KEY = ${JSON.stringify(key)}, GATEWAY = ${JSON.stringify(gateway)};\n${contents}`,
      resolveDir: import.meta.dirname,
    },
    bundle: true, format: 'iife', write: false, define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
  });
  const shop = createServer((request, response) => {
    const script = request.url === '/library.js';
    response.setHeader('Content-Type', script ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(script ? outputFiles[0].text : `<!doctype html><title>Fell Boots | Northwind</title>
      <h1>Fell Boots</h1><button id="size">Size 42</button><script src="/library.js"></script>`);
  });
  await new Promise((listening) => shop.listen(0, '127.0.0.1', listening));
  // By its own name it is a robot, whose visits are not kept.
  const person =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--disable-quic'],
  });
  try {
    const tab = await browser.newPage({ userAgent: person });
    const result = { sent: [], names: [], answers: [], problems: [] };
    const note = (id, name) => { result.sent.push(id); result.names.push(name); };
    const open = new Set();
    tab.on('pageerror', (error) => result.problems.push(String(error)));
    tab.on('request', (request) => {
      if (!request.url().startsWith(gateway)) {
        if (!request.url().startsWith('http://127.0.0.1')) result.problems.push(request.url());
        return;
      }
      open.add(request);
      if (request.method() !== 'POST' || !readsBodies) return;
      const event = JSON.parse(request.postData());
      note(event.messageId, event.event ?? event.type);
    });
    tab.on('console', (message) => {
      const told = message.text().match(/^sent (\S+) (.+)$/);
      if (told) note(told[1], told[2]);
    });
    tab.on('response', (response) => {
      if (!response.url().startsWith(gateway)) return;
      open.delete(response.request());
      result.answers.push(`${response.request().method()} ${new URL(response.url()).pathname} ${response.status()}`);
    });
    tab.on('requestfailed', (request) => open.delete(request));
    await tab.goto(`http://127.0.0.1:${shop.address().port}/boots`);
    await tab.waitForFunction(() => window.visit);
    await tab.waitForTimeout(1000);
    Object.assign(result, await tab.evaluate(() => window.visit()));
    await tab.waitForTimeout(4500);
    for (let i = 0; i < 50 && open.size > 0; i++) await tab.waitForTimeout(100);
    await tab.goto('about:blank');
    await new Promise((done) => setTimeout(done, 1000));
    return result;
  } finally {
    await browser.close();
    shop.close();
  }
}
