// Opens a small shop page with the unmodified SDK in Chromium, behaves like a shopper, and leaves.
// usage: node visit.mjs <ingest address> <write key> <chromium>;  prints the session id the SDK used
import { build } from 'esbuild';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';

const [ingestUrl, apiKey, executablePath] = process.argv.slice(2);

const { outputFiles } = await build({
  stdin: {
    contents: `
      import { initializeCrow } from '@b3-crow/website-hook-sdk';
      window.ready = initializeCrow({ apiKey: ${JSON.stringify(apiKey)}, projectId: 'shop',
        ingestUrl: ${JSON.stringify(ingestUrl)}, capture: { replay: false } });`,
    resolveDir: import.meta.dirname,
  },
  bundle: true, format: 'iife', write: false,
});
const page = `<!doctype html><title>Trail Jacket | Northwind</title><h1>Trail Jacket</h1>
  <button id="size">Size M</button><button id="cart">Add to cart</button><script src="/sdk.js"></script>`;
const shop = createServer((request, response) => {
  const script = request.url === '/sdk.js';
  response.setHeader('Content-Type', script ? 'text/javascript' : 'text/html');
  response.end(script ? outputFiles[0].text : page);
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
  const answers = [];
  tab.on('response', (response) => {
    if (!response.url().startsWith(ingestUrl) || response.request().method() !== 'POST') return;
    answers.push(`${new URL(response.url()).pathname} ${response.status()}`);
  });
  await tab.goto(`http://127.0.0.1:${shop.address().port}/products/trail-jacket`);
  await tab.evaluate(() => window.ready);
  await tab.click('#size');
  await tab.click('#cart');
  await tab.evaluate(async () => {
    const crow = window.crow ?? await window.ready;
    crow.trackVariantSelect({ productId: 'sku-77', variantId: 'm', variantName: 'Medium' });
    crow.trackAddToCart({ productId: 'sku-77', productName: 'Trail Jacket', price: 89.9, quantity: 1 });
    await crow.flushQueuedEvents();
  });
  const session = await tab.evaluate(() =>
    Object.values(sessionStorage).join(' ').match(/sess_[\w-]+/)?.[0]);
  const ended = tab.waitForEvent('requestfinished', {
    predicate: (request) => request.url().endsWith('/session/end'), timeout: 5000,
  }).catch(() => undefined);
  await tab.goto('about:blank');
  await ended;
  console.error(answers.join('\n'));
  console.log(session);
} finally {
  await browser.close();
  shop.close();
}
