import type { Entry } from '@crow/core';
import { IDBFactory } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { DeviceStore } from '../src/capture/store';

const entry = (id: string, bytes = 100): Entry => ({
  id,
  time: 1,
  owner: 'o',
  session: 's',
  head: '',
  json: '{}',
  bytes,
});

it('keeps events in their order, until they are removed', async () => {
  const store = new DeviceStore('a', 10_000, new IDBFactory());
  await store.put([entry('2'), entry('1')]);
  await store.put([entry('3')]);
  await store.remove(['2']);
  expect((await store.all()).map(({ id }) => id)).toEqual(['1', '3']);
  await store.clear();
  expect(await store.all()).toEqual([]);
});

it('never keeps more than so many bytes; the oldest give way, whoever wrote them', async () => {
  const factory = new IDBFactory();
  const one = new DeviceStore('a', 1_000, factory);
  const two = new DeviceStore('a', 1_000, factory);
  for (let i = 10; i < 60; i++) {
    await (i % 2 ? one : two).put([entry(`${i}`)]);
  }
  const kept = await one.all();
  expect(kept.length).toBeLessThanOrEqual(15);
  expect(kept.at(-1)?.id).toBe('59');
});

it('opens again after it was closed', async () => {
  const store = new DeviceStore('a', 1_000, new IDBFactory());
  await store.put([entry('1')]);
  store.close();
  expect(await store.all()).toHaveLength(1);
});

it('says so where there is no database', async () => {
  const broken = {
    open() {
      throw new DOMException('blocked', 'SecurityError');
    },
  } as unknown as IDBFactory;
  await expect(new DeviceStore('a', 1_000, broken).put([entry('1')])).rejects.toThrow('blocked');
});
