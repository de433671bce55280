// @vitest-environment jsdom
import { act, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { beforeAll, expect, it, vi } from 'vitest';
import { CrowErrorBoundary, CrowProvider, useConsent, useCrow, useProductView, useTrack } from '../src/index';

const options = { key: 'crow_pk_0123456789_x_y', endpoint: 'https://crow.example' };

beforeAll(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
});

const show = async (content: ReactNode) => {
  const root = createRoot(document.body.appendChild(document.createElement('div')));
  await act(async () => root.render(<CrowProvider options={options}>{content}</CrowProvider>));
  return root;
};

it('does nothing on a server', () => {
  const Page = () => {
    useTrack()('click');
    return <p>{useCrow() ? 'running' : 'not yet'}</p>;
  };
  expect(
    renderToString(
      <CrowProvider options={options}>
        <Page />
      </CrowProvider>,
    ),
  ).toContain('not yet');
});

it('reports what components say, for how long products were shown, and what failed', async () => {
  const seen: [string, Record<string, unknown>][] = [];
  const Watch = () => {
    useCrow()?.onEvent((event) => seen.push([event.type, event.properties]));
    return null;
  };
  await show(<Watch />);
  const Product = () => {
    useProductView({ productId: 'p-1' });
    const track = useTrack();
    return (
      <button type="button" onClick={() => track('wish', { list: 1 })}>
        {useConsent()?.analytics ? 'captured' : ''}
      </button>
    );
  };
  const root = await show(<Product />);
  const button = document.querySelector('button');
  expect(button?.textContent).toBe('captured');
  await act(async () => button?.click());
  await act(async () => root.unmount());
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const Broken = (): ReactNode => {
    throw new Error('no such size');
  };
  const failed = await show(<i />);
  await act(async () =>
    failed.render(
      <CrowProvider options={options}>
        <CrowErrorBoundary fallback={<b>Sorry</b>}>
          <i />
        </CrowErrorBoundary>
      </CrowProvider>,
    ),
  );
  await act(async () =>
    failed.render(
      <CrowProvider options={options}>
        <CrowErrorBoundary fallback={<b>Sorry</b>}>
          <Broken />
        </CrowErrorBoundary>
      </CrowProvider>,
    ),
  );
  expect(document.querySelector('b')?.textContent).toBe('Sorry');
  const types = seen.map(([type]) => type);
  expect(types).toContain('wish');
  expect(types).toContain('error');
  const view = seen.find(([type]) => type === 'product_view')?.[1];
  expect(view).toMatchObject({ productId: 'p-1', durationMs: expect.any(Number) });
});
