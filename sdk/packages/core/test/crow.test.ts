import { describe, expect, it, vi } from 'vitest';
import { settle, World } from './world';

describe('sending', () => {
  it('waits for company and sends one batch', async () => {
    const world = new World();
    const crow = world.crow();
    crow.track('page_view');
    crow.track('search', { query: 'boots' });
    expect(world.received).toHaveLength(0);
    await world.pass(1_000);
    expect(world.received).toHaveLength(1);
    expect(world.types()).toEqual(['page_view', 'search']);
    expect(crow.stats).toEqual({ captured: 2, sent: 2, duplicates: 0, dropped: 0, waiting: 0 });
  });

  it('sends at once when a batch is full', async () => {
    const world = new World();
    const crow = world.crow({ batchSize: 3 });
    for (let i = 0; i < 3; i++) {
      crow.track('click');
    }
    await world.pass(0);
    expect(world.types()).toHaveLength(3);
  });

  it('repeats the same event, letter for letter, after a lost answer', async () => {
    const world = new World();
    const replies = [0, 503, 202];
    world.reply = () => ({ status: replies[world.received.length - 1] ?? 202 });
    const crow = world.crow();
    crow.track('purchase', { orderId: 'o-1' });
    await world.pass(60_000);
    expect(world.received).toHaveLength(3);
    const texts = world.received.map(({ text }) => text.slice(text.indexOf('"events"')));
    expect(new Set(texts).size).toBe(1);
    expect(crow.stats.sent).toBe(1);
  });

  it('waits as long as Retry-After says', async () => {
    const world = new World();
    world.reply = (request) =>
      world.received.length === 1
        ? { status: 429, retryAfter: '30' }
        : { status: 202, body: { events: request.events.map(() => ({ status: 'stored' })) } };
    const crow = world.crow();
    crow.track('click');
    await world.pass(1_000);
    await world.pass(29_000);
    crow.track('click');
    await world.pass(900);
    expect(world.received).toHaveLength(1);
    await world.pass(10_000);
    expect(world.types()).toEqual(['click', 'click', 'click']);
  });

  it('does not come back at the same moment as everybody else', async () => {
    const pauses = new Set<number>();
    for (let i = 0; i < 20; i++) {
      const world = new World();
      world.reply = () => ({ status: 503 });
      world.crow().track('click');
      await world.pass(1_000);
      const next = world.timers.map(({ at }) => at - world.time).filter((pause) => pause > 0);
      for (const pause of next) {
        pauses.add(Math.round(pause));
      }
    }
    expect(pauses.size).toBeGreaterThan(5);
  });

  it('leaves alone who never answers, until something changes', async () => {
    const world = new World();
    world.reply = () => ({ status: 0 });
    const crow = world.crow();
    crow.track('click');
    await world.pass(86_400_000);
    const tries = world.received.length;
    expect(tries).toBeLessThanOrEqual(10);
    world.reply = () => ({ status: 202 });
    await crow.flush();
    await world.pass(600_000);
    expect(crow.stats.sent).toBe(1);
  });

  it('finds the event that is not taken, drops it with the reason, and never loops', async () => {
    const world = new World();
    world.reply = (request) =>
      request.events.some(({ type }) => type === 'bad')
        ? { status: 400, body: { type: 'https://crow.example/problems/validation-failed' } }
        : { status: 202, body: { events: request.events.map(() => ({ status: 'stored' })) } };
    const crow = world.crow();
    const dropped: unknown[] = [];
    crow.onDrop((drop) => dropped.push(drop.reason));
    for (const type of ['a', 'b', 'bad', 'c', 'd']) {
      crow.track(type);
    }
    await world.pass(600_000);
    expect(dropped).toEqual(['validation-failed']);
    expect(crow.stats).toMatchObject({ sent: 4, dropped: 1, waiting: 0 });
    expect(world.received.length).toBeLessThan(10);
    expect(world.kept.size).toBe(0);
  });

  it('drops what the receipt refuses, each with its own reason', async () => {
    const world = new World();
    world.reply = (request) => ({
      status: 202,
      body: {
        events: request.events.map(({ type }) =>
          type === 'old' ? { status: 'refused', reason: 'event-too-old' } : { status: 'stored' },
        ),
      },
    });
    const crow = world.crow();
    const drops: unknown[] = [];
    crow.onDrop((drop) => drops.push([drop.eventIds.length, drop.reason]));
    crow.track('old');
    crow.track('new');
    await world.pass(1_000);
    expect(drops).toEqual([[1, 'event-too-old']]);
    expect(crow.stats.sent).toBe(1);
  });

  it('stops when its key is refused', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const world = new World();
    world.reply = () => ({ status: 401 });
    const crow = world.crow();
    for (let i = 0; i < 50; i++) {
      crow.track('click');
      await world.pass(10_000);
    }
    expect(world.received).toHaveLength(1);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it('goes on without compression where that is refused', async () => {
    const world = new World();
    world.reply = () => ({ status: world.received.length === 1 ? 415 : 202 });
    const crow = world.crow();
    crow.track('click');
    await world.pass(1_000);
    expect(crow.stats.sent).toBe(1);
  });

  it('sends nothing while offline and everything afterwards', async () => {
    const world = new World();
    world.isOnline = false;
    const crow = world.crow();
    crow.track('page_view');
    await world.pass(60_000);
    expect(world.received).toHaveLength(0);
    expect(world.kept.size).toBe(1);
    world.isOnline = true;
    await crow.flush();
    expect(world.types()).toEqual(['page_view']);
    await settle();
    expect(world.kept.size).toBe(0);
  });

  it('keeps at most so many bytes and tells what gave way', async () => {
    const world = new World();
    world.isOnline = false;
    const crow = world.crow({ maxQueueBytes: 5_000 });
    let dropped = 0;
    crow.onDrop((drop) => {
      expect(drop.reason).toBe('queue-full');
      dropped += drop.eventIds.length;
    });
    for (let i = 0; i < 100; i++) {
      crow.track('click', { text: 'x'.repeat(200), n: i });
    }
    expect(dropped + crow.stats.waiting).toBe(100);
    expect(crow.stats.waiting).toBeLessThan(20);
    world.isOnline = true;
    await crow.flush();
    expect(world.received[0]?.events.at(-1)?.properties.n).toBe(99);
  });

  it('does not send what is too old', async () => {
    const world = new World();
    world.isOnline = false;
    const crow = world.crow({ maxQueueAge: 1_000 });
    crow.track('old');
    await world.pass(5_000);
    crow.track('new');
    world.isOnline = true;
    await crow.flush();
    expect(world.types()).toEqual(['new']);
  });

  it('does not send twice what is on the wire when the page is hidden', async () => {
    const world = new World();
    let answer = () => {};
    world.reply = () => new Promise((done) => (answer = () => done({ status: 202 })));
    const crow = world.crow();
    crow.track('first');
    await world.pass(1_000);
    crow.track('second');
    crow.leave();
    expect(world.types()).toEqual(['first', 'second']);
    answer();
    await settle();
    await world.pass(10_000);
    expect(world.types()).toEqual(['first', 'second']);
  });

  it('hands over what was not sent, once', async () => {
    const world = new World();
    const crow = world.crow();
    crow.track('click');
    const entries = crow.surrender();
    await world.pass(60_000);
    expect(world.received).toHaveLength(0);
    const next = world.crow();
    next.adopt(entries);
    await world.pass(1_000);
    expect(world.types()).toEqual(['click']);
  });

  it('survives a device that keeps nothing', async () => {
    const world = new World();
    world.store.broken = true;
    const crow = world.crow();
    crow.track('click');
    await world.pass(1_000);
    expect(crow.stats.sent).toBe(1);
  });

  it('keeps a begun event for the case that its end never comes', async () => {
    const world = new World();
    const crow = world.crow();
    const end = crow.begin('product_view', { productId: 'p' });
    await settle();
    expect([...world.kept.values()].map(({ json }) => JSON.parse(json).properties)).toEqual([
      { productId: 'p' },
    ]);
    end({ durationMs: 5 });
    end({ durationMs: 6 });
    await world.pass(1_000);
    expect(world.received[0]?.events).toMatchObject([
      { type: 'product_view', properties: { productId: 'p', durationMs: 5 } },
    ]);
    expect(world.kept.size).toBe(0);
  });
});

describe('who and when', () => {
  it('begins a new session after the silence', async () => {
    const world = new World();
    const crow = world.crow();
    crow.track('a');
    await world.pass(3_599_000);
    crow.track('b');
    await world.pass(3_601_000);
    crow.track('c');
    await world.pass(10_000);
    const sessions = world.received.map(({ sessionId }) => sessionId);
    expect(sessions[0]).toBe(sessions[1]);
    expect(sessions[1]).not.toBe(sessions[2]);
  });

  it('shares session and pseudonym with other tabs', () => {
    const world = new World();
    const one = world.crow();
    const two = world.crow();
    expect(one.sessionId).toBe(two.sessionId);
    expect(one.anonymousId).toBe(two.anonymousId);
  });

  it('does not mix up who did what before and after signing in', async () => {
    const world = new World();
    const crow = world.crow();
    crow.track('before');
    crow.identify('customer-7', { plan: 'gold' });
    crow.track('after');
    await world.pass(5_000);
    expect(world.received.map(({ userId, events }) => [userId, events.map(({ type }) => type)])).toEqual([
      [undefined, ['before']],
      ['customer-7', ['crow.identify', 'after']],
    ]);
  });

  it('is somebody new after a reset', () => {
    const world = new World();
    const crow = world.crow();
    const before = [crow.anonymousId, crow.sessionId];
    crow.reset();
    expect(crow.anonymousId).not.toBe(before[0]);
    expect(crow.sessionId).not.toBe(before[1]);
  });

  it('ends a session on the server', async () => {
    const world = new World();
    const crow = world.crow();
    crow.track('a');
    const session = crow.sessionId;
    await crow.endSession();
    expect(world.received.at(-1)).toMatchObject({
      url: 'https://crow.example/api/v1/ingest/session/end',
      sessionId: session,
    });
    expect(crow.sessionId).not.toBe(session);
  });
});

describe('consent', () => {
  it('stores and sends nothing where it is required and was not given', async () => {
    const world = new World();
    const crow = world.crow({ consent: 'required' });
    expect(crow.track('page_view')).toBeUndefined();
    crow.identify('x');
    await world.pass(60_000);
    expect(world.received).toHaveLength(0);
    expect(world.settings.size).toBe(0);
    crow.optIn();
    crow.track('page_view');
    await world.pass(1_000);
    expect(world.types()).toEqual(['page_view']);
  });

  it('forgets what was not sent when somebody objects', async () => {
    const world = new World();
    world.isOnline = false;
    const crow = world.crow();
    crow.track('secret');
    await world.pass(1_000);
    expect(world.kept.size).toBe(1);
    crow.optOut();
    await settle();
    expect(world.kept.size).toBe(0);
    expect([...world.settings.keys()]).toEqual(['crow.0123456789.consent']);
    world.isOnline = true;
    crow.track('more');
    await crow.flush();
    await world.pass(60_000);
    expect(world.received).toHaveLength(0);
  });

  it('is remembered by the next page', () => {
    const world = new World();
    world.crow().optOut();
    expect(world.crow().capturing).toBe(false);
  });

  it('of another tab counts here too', () => {
    const world = new World();
    const here = world.crow();
    const there = world.crow();
    expect(here.capturing).toBe(true);
    there.optOut();
    here.settingsChanged();
    expect(here.capturing).toBe(false);
  });

  it('cannot overrule what the browser says', async () => {
    const world = new World();
    world.objecting = true;
    const crow = world.crow();
    crow.optIn();
    crow.track('page_view');
    await world.pass(60_000);
    expect(world.received).toHaveLength(0);
    expect(world.settings.size).toBe(0);
  });
});

describe('a page that is no friend', () => {
  it('may replace what it likes after the start', async () => {
    const world = new World();
    const crow = world.crow();
    const array = Array.prototype as unknown as Record<string, unknown>;
    const names = ['push', 'map', 'filter', 'join', 'slice', 'splice', 'concat', 'forEach', 'shift'];
    const before = names.map((name) => array[name]);
    const { stringify, parse } = JSON;
    const refuse = () => {
      throw new Error('patched');
    };
    let body = '';
    world.platform.send = async (request) => {
      body = request.body;
      return { status: 202, body: '' };
    };
    const timers: (() => void)[] = [];
    world.platform.later = (work) => {
      timers[timers.length] = work;
      return 1;
    };
    world.platform.cancel = () => {};
    for (const name of names) {
      Object.defineProperty(array, name, { value: refuse, configurable: true, writable: true });
    }
    Object.defineProperty(array, 'toJSON', { value: () => 'x', configurable: true });
    JSON.stringify = refuse as never;
    JSON.parse = refuse as never;
    try {
      crow.track('click', { list: [1, 2] });
      for (let i = 0; i < timers.length; i++) {
        timers[i]?.();
      }
      await settle();
    } finally {
      JSON.stringify = stringify;
      JSON.parse = parse;
      for (let i = 0; i < names.length; i++) {
        Object.defineProperty(array, names[i] as string, {
          value: before[i],
          configurable: true,
          writable: true,
        });
      }
      delete array.toJSON;
    }
    expect(JSON.parse(body).events[0].properties).toEqual({ list: [1, 2] });
  });

  it('gets no exception whatever it says', () => {
    const crow = new World().crow({
      beforeEvent: () => {
        throw new Error('the page');
      },
    });
    expect(() => {
      crow.track('click');
      crow.track(undefined as never, null as never);
      crow.identify(Symbol('x') as never);
      crow.setConsent(undefined as never);
    }).not.toThrow();
  });

  it('may leave out and change its own events', async () => {
    const world = new World();
    const crow = world.crow({
      beforeEvent: (event) => {
        event.properties.shop = 'north';
        return event.type !== 'secret';
      },
    });
    expect(crow.track('secret')).toBeUndefined();
    crow.track('open');
    await world.pass(1_000);
    expect(world.received[0]?.events).toMatchObject([{ type: 'open', properties: { shop: 'north' } }]);
  });
});
