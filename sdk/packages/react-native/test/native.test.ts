import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type AppState, startCrow } from '../src/index';

const kept = new Map<string, string>();
const storage = {
  getItem: async (key: string) => kept.get(key) ?? null,
  setItem: async (key: string, value: string) => void kept.set(key, value),
  removeItem: async (key: string) => void kept.delete(key),
};
let bodies: { events: { type: string; url?: string; title?: string }[]; anonymousId: string }[] = [];
let reachable = true;

beforeEach(() => {
  kept.clear();
  bodies = [];
  reachable = true;
  vi.stubGlobal('fetch', async (_: string, init: { body: string }) => {
    if (!reachable) {
      throw new TypeError('Network request failed');
    }
    bodies.push(JSON.parse(init.body));
    return new Response('{}', { status: 202 });
  });
});
afterEach(() => vi.unstubAllGlobals());

const options = { key: 'crow_pk_0123456789_x_y', endpoint: 'https://crow.example', storage };

it('reports screens, and keeps the pseudonym', async () => {
  const crow = await startCrow(options);
  crow.screen('Home');
  crow.screen('Product', { id: 7 });
  await crow.flush();
  expect(bodies[0]?.events.map(({ type, title }) => [type, title])).toEqual([
    ['page_view', 'Home'],
    ['crow.page_leave', 'Home'],
    ['page_view', 'Product'],
  ]);
  expect((await startCrow(options)).anonymousId).toBe(bodies[0]?.anonymousId);
});

it('sends in the next run what the last one could not', async () => {
  reachable = false;
  const first = await startCrow(options);
  const id = first.track('add_to_cart', { productId: 'p' });
  await first.flush();
  first.leave();
  await vi.waitFor(() => expect(kept.get('crow.0123456789.events')).toContain(id));
  reachable = true;
  const next = await startCrow(options);
  await next.flush();
  await vi.waitFor(() => expect(JSON.stringify(bodies)).toContain(id));
  await vi.waitFor(() => expect(kept.get('crow.0123456789.events')).toBe('[]'));
});

it('sends what waits when the app goes to the background', async () => {
  let change: (state: string) => void = () => {};
  const appState: AppState = {
    currentState: 'active',
    addEventListener: (_, listener) => {
      change = listener;
      return { remove: () => {} };
    },
  };
  const crow = await startCrow({ ...options, appState });
  crow.track('click');
  change('background');
  await vi.waitFor(() =>
    expect(bodies[0]?.events.map(({ type }) => type)).toEqual(['click', 'crow.visibility']),
  );
});

it('works without storage', async () => {
  const crow = await startCrow({ key: options.key, endpoint: options.endpoint });
  crow.track('click');
  await crow.flush();
  expect(bodies).toHaveLength(1);
});
