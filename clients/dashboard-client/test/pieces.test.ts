// @vitest-environment node
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { recordedIn } from '../src/replay/pieces';

afterEach(() => vi.unstubAllGlobals());

const answering = (pieces: Record<string, unknown>) =>
  vi.stubGlobal('fetch', async (address: string) =>
    address in pieces
      ? new Response(gzipSync(JSON.stringify(pieces[address])))
      : new Response(JSON.stringify({ title: 'There is no such thing' }), { status: 404 }),
  );
const at = (piece: number) => `/api/v1/interactions/i/replay/r/${piece}`;

test('pieces are put together in the order of time', async () => {
  answering({ [at(0)]: [{ timestamp: 2, type: 3 }, 'no event'], [at(1)]: [{ timestamp: 1, type: 4 }] });
  expect((await recordedIn([at(0), at(1)])).map(({ timestamp }) => timestamp)).toEqual([1, 2]);
});

test('nothing but pieces of recordings is asked for', async () => {
  answering({});
  await expect(recordedIn(['https://elsewhere.example/x'])).rejects.toThrow('no piece');
  await expect(recordedIn(['/api/v1/users/me'])).rejects.toThrow('no piece');
});

test('a refusal is told as one', async () => {
  answering({});
  await expect(recordedIn([at(9)])).rejects.toMatchObject({ status: 404, title: 'There is no such thing' });
});
