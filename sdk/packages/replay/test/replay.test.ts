// @vitest-environment jsdom
import type { Host } from '@crow/browser';
import { expect, it, vi } from 'vitest';
import { HttpReplayServer, sampled, startWith } from '../src/index';
import type { Chunk, ReplayServer } from '../src/server';

const host = (log: string[] = []): Host =>
  ({
    crow: {
      capturing: true,
      consent: { analytics: true, replay: true },
      sessionId: 'session-1',
      log: (what: string) => log.push(what),
      onConsent: () => () => {},
    },
    options: { key: 'k', endpoint: 'https://crow.example', replaySample: 1 },
    listen: (target: EventTarget, type: string, listener: EventListener) =>
      target.addEventListener(type, listener),
    safe: (work: unknown) => work,
  }) as unknown as Host;

it('samples a session the same way on each of its pages', () => {
  const taken = Array.from({ length: 2_000 }, (_, i) => sampled(`session-${i}`, 0.1)).filter(Boolean).length;
  expect(taken).toBeGreaterThan(120);
  expect(taken).toBeLessThan(290);
  expect(sampled('a', 0.5)).toBe(sampled('a', 0.5));
  expect(sampled('a', 0)).toBe(false);
  expect(sampled('a', 1)).toBe(true);
});

it('records nothing where the server takes no recordings, and says so once', async () => {
  const log: string[] = [];
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    return new Response('{}', { status: 404 });
  });
  const given = host(log);
  startWith(given, new HttpReplayServer(given.options));
  await vi.waitFor(() => expect(log).toEqual(['nothing is recorded: the server takes no recordings']));
  expect(asked).toEqual(['https://crow.example/api/v1/ingest/replay/recordings']);
  vi.unstubAllGlobals();
});

it('stores a chunk at the place it is given', async () => {
  const requests: [string, string][] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    requests.push([init.method ?? 'GET', url]);
    return init.method === 'PUT'
      ? new Response('', { status: 200 })
      : new Response(JSON.stringify({ url: 'https://store.example/x', headers: {} }), { status: 201 });
  });
  const server = new HttpReplayServer({ key: 'k', endpoint: 'https://crow.example' });
  const chunk: Chunk = { number: 0, events: 1, startedAt: 1, endedAt: 2, body: new Blob(['x']) };
  await server.store({ recordingId: 'r', maxChunkBytes: 9 }, chunk);
  expect(requests).toEqual([
    ['POST', 'https://crow.example/api/v1/ingest/replay/uploads'],
    ['PUT', 'https://store.example/x'],
  ]);
  vi.unstubAllGlobals();
});

it('does not ask where the visitor did not agree', () => {
  const server: ReplayServer = { open: vi.fn(), store: vi.fn() };
  const given = host();
  (given.crow as { consent: unknown }).consent = { analytics: true, replay: false };
  startWith(given, server);
  expect(server.open).not.toHaveBeenCalled();
});
