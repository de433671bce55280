import { Toaster } from '@crow/ui-kit';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { size } from '../src/format';
import { whenOf } from '../src/pages/export-schedules';
import { Files, NewFile, orderOf } from '../src/pages/exports';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const WISH = {
  kind: 'interactions',
  format: 'csv',
  from: '2026-11-01',
  to: '2026-11-30',
  source: '',
  productId: ' tea-1 ',
  period: 'week',
} as const;

/** Answers each request by its method and path, and remembers what was asked. */
const suite = (answers: Record<string, unknown>) => {
  const asked: { what: string; body: string }[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    const what = `${request.method} ${new URL(request.url).pathname}`;
    asked.push({ what, body: await request.text() });
    return Response.json(answers[what] ?? {}, { status: what in answers ? 200 : 404 });
  });
  return asked;
};

const show = (what: ReactNode) =>
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <Toaster>{what}</Toaster>
    </QueryClientProvider>,
  );

const FILE = {
  id: 'x1',
  status: 'running',
  step: 'collecting',
  kind: 'interactions',
  format: 'csv',
  name: 'Interactions \u202Ein November',
  rows: 500,
  expected: 2_000,
  createdAt: '2026-11-21T12:00:00Z',
};

test('an order holds what its kind knows, and nothing that is empty', () => {
  expect(orderOf(WISH)).toEqual({
    kind: 'interactions',
    format: 'csv',
    from: '2026-11-01',
    to: '2026-11-30',
    productId: 'tea-1',
  });
  expect(orderOf({ ...WISH, kind: 'patterns', productId: '' })).toEqual({
    kind: 'patterns',
    format: 'csv',
    from: '2026-11-01',
    to: '2026-11-30',
    period: 'week',
  });
  expect(orderOf({ ...WISH, kind: 'products' })).toEqual({ kind: 'products', format: 'csv' });
});

test('a plan says when it is followed', () => {
  const plan = {
    name: 'x',
    kind: 'patterns',
    format: 'pdf',
    hour: 7,
    weekday: 'FRIDAY',
    dayOfMonth: 3,
    timeZone: 'Europe/Berlin',
  } as const;
  expect(whenOf({ ...plan, every: 'day' })).toBe('Every day, 07:00 (Europe/Berlin)');
  expect(whenOf({ ...plan, every: 'week' })).toBe('Every week, Friday, 07:00 (Europe/Berlin)');
  expect(whenOf({ ...plan, every: 'month' })).toBe('Every month, on day 3, 07:00 (Europe/Berlin)');
});

test('sizes have a unit one can imagine', () => {
  expect(size(0)).toContain('0');
  expect(size(1_500_000)).toMatch(/1\.5\sMB/);
});

test('a file in the making shows how far it is and can be given up', async () => {
  const asked = suite({
    'GET /api/v1/exports': { items: [FILE] },
    'POST /api/v1/exports/x1/cancel': { ...FILE, status: 'cancelled' },
  });
  show(<Files />);
  const bar = await screen.findByRole('progressbar');
  expect(bar.getAttribute('value')).toBe('500');
  expect(bar.getAttribute('max')).toBe('2000');
  expect(document.body.textContent).not.toContain('\u202E');
  expect(screen.queryByRole('button', { name: 'Download' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Give up' }));
  await waitFor(() => expect(asked.map(({ what }) => what)).toContain('POST /api/v1/exports/x1/cancel'));
});

test('a file that is ready is fetched from the address that is asked for then', async () => {
  suite({
    'GET /api/v1/exports': { items: [{ ...FILE, status: 'ready', step: 'done', size: 1_000 }] },
    'GET /api/v1/exports/x1': { ...FILE, status: 'ready', download: { url: 'https://files.example/x1' } },
  });
  const followed: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    followed.push(this.href);
  });
  show(<Files />);
  fireEvent.click(await screen.findByRole('button', { name: 'Download' }));
  await waitFor(() => expect(followed).toEqual(['https://files.example/x1']));
});

test('what failed says why, and asks before it is deleted', async () => {
  // jsdom has no modal dialogs.
  HTMLDialogElement.prototype.showModal ??= function (this: HTMLDialogElement) {
    this.open = true;
  };
  HTMLDialogElement.prototype.close ??= function (this: HTMLDialogElement) {
    this.open = false;
  };
  const asked = suite({
    'GET /api/v1/exports': {
      items: [{ ...FILE, status: 'failed', step: 'done', problem: 'Too many rows.' }],
    },
    'DELETE /api/v1/exports/x1': {},
  });
  show(<Files />);
  expect(await screen.findByText('Too many rows.')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
  expect(asked.some(({ what }) => what.startsWith('DELETE'))).toBe(false);
  fireEvent.click(screen.getAllByRole('button', { name: 'Delete' }).at(-1) as HTMLElement);
  await waitFor(() => expect(asked.map(({ what }) => what)).toContain('DELETE /api/v1/exports/x1'));
});

test('an order is sent as it stands in the form', async () => {
  const asked = suite({ 'POST /api/v1/exports': FILE });
  show(<NewFile kinds={['patterns', 'products']} />);
  fireEvent.change(screen.getByLabelText('As'), { target: { value: 'pdf' } });
  fireEvent.change(screen.getByLabelText('Patterns of'), { target: { value: 'week' } });
  fireEvent.click(screen.getByRole('button', { name: 'Make the file' }));
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(JSON.parse(asked[0]?.body ?? '')).toMatchObject({ kind: 'patterns', format: 'pdf', period: 'week' });
});
