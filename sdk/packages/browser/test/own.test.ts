import { expect, it } from 'vitest';
import { isOwn } from '../src/capture/own';
import type { Host } from '../src/host';

const host = { options: { endpoint: 'https://crow.example' } } as Host;

it('knows its own calls from those of a page at the same address', () => {
  expect(isOwn(host, 'https://crow.example/api/v1/ingest/batch')).toBe(true);
  expect(isOwn(host, 'https://crow.example/sdk/0.1.0-abc/capture.js')).toBe(true);
  expect(isOwn(host, 'https://crow.example/demo/data/payments/refused.json')).toBe(false);
  expect(isOwn(host, 'https://crow.example/api/v1/interactions')).toBe(false);
  expect(isOwn(host, 'https://shop.example/api/v1/ingest/batch')).toBe(false);
});
