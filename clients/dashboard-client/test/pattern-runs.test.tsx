import { Toaster } from '@crow/ui-kit';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { PatternRuns } from '../src/parts/pattern-runs';
import { sessionQuery } from '../src/session';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const DONE = {
  id: 'r1',
  period: 'day',
  start: '2026-11-20',
  cause: 'changed',
  state: 'done',
  step: 'done',
  attempts: 1,
  progress: {},
  createdAt: '2026-11-20T12:00:00Z',
  finishedAt: '2026-11-20T12:00:05Z',
};
const RUNNING = { ...DONE, id: 'r2', period: 'week', state: 'running', step: 'mine', finishedAt: null };

/** The suite as somebody with these permissions meets it. */
const show = (permissions: readonly string[], runs: () => unknown[]) => {
  const asked: { what: string; body: string }[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    asked.push({ what: request.method, body: await request.text() });
    return Response.json(request.method === 'POST' ? {} : { items: runs() });
  });
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  queries.setQueryData(sessionQuery.queryKey, { permissions } as never);
  const refresh = vi.spyOn(queries, 'invalidateQueries');
  render(
    <QueryClientProvider client={queries}>
      <Toaster>
        <PatternRuns of="2026-11-18" />
      </Toaster>
    </QueryClientProvider>,
  );
  return { asked, refresh };
};

test('who may not ask for patterns is not offered to', async () => {
  show(['patterns:read'], () => [DONE]);
  await screen.findByText(/Worked out/);
  expect(screen.queryByRole('button')).toBeNull();
});

test('patterns are asked for of the day that is looked at, and shown anew when they are there', async () => {
  let runs: unknown[] = [DONE];
  const { asked, refresh } = show(['patterns:read', 'settings:manage'], () => runs);
  fireEvent.click(await screen.findByRole('button', { name: 'Find patterns now' }));
  runs = [RUNNING, DONE];
  await screen.findByText(/Working on it: Week from .*looking for patterns/, undefined, { timeout: 5_000 });
  expect(asked.find(({ what }) => what === 'POST')?.body).toBe('{"period":"day","day":"2026-11-18"}');
  expect(screen.getByRole('button').getAttribute('aria-busy')).toBe('true');
  runs = [{ ...RUNNING, state: 'done', finishedAt: '2026-11-20T12:01:00Z' }];
  await waitFor(() => expect(refresh).toHaveBeenCalledWith({ queryKey: ['patterns'] }), { timeout: 5_000 });
});
