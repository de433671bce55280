import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { FirstEvent } from '../src/set-up/first-event';
import { useLive } from '../src/set-up/live';

/** Stands in the place of the browser's, and is told what happens. */
class Source extends EventTarget {
  static readonly CLOSED = 2;
  static last: Source;
  static made = 0;
  readyState = 0;
  onopen?: () => void;
  onerror?: () => void;
  constructor(readonly url: string) {
    super();
    Source.last = this;
    Source.made++;
  }
  close() {
    this.readyState = Source.CLOSED;
  }
  tell(name: string, data: unknown) {
    act(() => {
      this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
    });
  }
}

const lamp = () => document.querySelector<HTMLElement>('.first-event');

const Watching = () => <FirstEvent live={useLive(true)} />;

const books = (stored: number) =>
  vi.fn(async () => new Response(JSON.stringify({ stored, inFlight: 0 }), { status: 200 }));

const watch = () =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Watching />
    </QueryClientProvider>,
  );

const original = globalThis.fetch;

beforeEach(() => {
  vi.stubGlobal('EventSource', Source);
  Source.made = 0;
  globalThis.fetch = books(0);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
  globalThis.fetch = original;
});

it('lights up with the first event, whose text stays text', () => {
  watch();
  expect(lamp()?.dataset.lit).toBeUndefined();
  act(() => Source.last.onopen?.());
  expect(screen.getByText(/Open your site/)).toBeTruthy();

  const url = 'https://shop.example/<img src=x onerror=alert(1)>';
  Source.last.tell('accepted', { count: 2, repeated: 0, events: [{ type: 'page_view', url }] });

  expect(lamp()?.dataset.lit).toBe('true');
  expect(screen.getByText(`page_view on ${url}`)).toBeTruthy();
  expect(screen.getByText('2 events so far')).toBeTruthy();
  expect(document.querySelector('img')).toBeNull();
});

it('says why an event was refused, and goes on waiting', () => {
  watch();
  Source.last.tell('refused', { reasons: { 'event-too-large': 1 } });
  expect(screen.getByText(/event-too-large/)).toBeTruthy();
  expect(lamp()?.dataset.lit).toBeUndefined();
});

it('comes again where it was refused', () => {
  vi.useFakeTimers();
  watch();
  act(() => {
    Source.last.readyState = Source.CLOSED;
    Source.last.onerror?.();
  });
  expect(screen.getByText(/comes back by itself/)).toBeTruthy();
  act(() => {
    vi.advanceTimersByTime(3_000);
  });
  expect(Source.made).toBe(2);
});

it('knows of events that arrived before', async () => {
  globalThis.fetch = books(7);
  watch();
  expect(await screen.findByText('Events have arrived already')).toBeTruthy();
});
