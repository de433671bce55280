import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { bridge, startCrow } from '../src/index';

let folder = '';
let gateway: Server;
let types: string[] = [];
let status = 202;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crow-'));
  types = [];
  status = 202;
  gateway = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts);
      const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
      if (status === 202) {
        types.push(...JSON.parse(text.toString()).events.map((event: { type: string }) => event.type));
      }
      response.writeHead(status).end('{}');
    });
  });
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done));
});
afterEach(() => {
  gateway.close();
  rmSync(folder, { recursive: true, force: true });
});

const start = (more = {}) =>
  startCrow({
    key: 'crow_pk_0123456789_x_y',
    endpoint: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`,
    app: {
      getPath: () => folder,
      getName: () => 'Shop',
      getVersion: () => '1.0',
      getLocale: () => 'en',
      on: () => undefined,
    },
    ...more,
  });

it('sends from the main process, large batches compressed', async () => {
  const crow = await start();
  for (let i = 0; i < 15; i++) {
    crow.track('click', { text: 'x'.repeat(200) });
  }
  await crow.flush();
  expect(types).toHaveLength(15);
});

it('keeps what it could not send for the next start', async () => {
  status = 503;
  const first = await start();
  first.track('purchase', { orderId: 'o' });
  await first.flush();
  first.leave();
  await new Promise((done) => setTimeout(done, 50));
  status = 202;
  const next = await start();
  await next.flush();
  await expect.poll(() => types).toContain('purchase');
});

it('lets windows report, and nothing else', async () => {
  let heard: (event: unknown, ...given: unknown[]) => void = () => {};
  const crow = await start({
    ipcMain: {
      on: (_: string, listener: typeof heard) => {
        heard = listener;
      },
    },
  });
  const window = bridge({ send: (_, ...given) => heard({}, ...given) });
  window.track('click');
  heard({}, 'close');
  heard({}, 'constructor', 'x');
  await crow.flush();
  expect(types).toEqual(['click']);
});
