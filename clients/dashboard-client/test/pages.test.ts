import type { Schemas } from '@crow/api';
import { expect, test } from 'vitest';
import { totals } from '../src/pages/analytics';
import { wordsOf } from '../src/pages/interaction';
import { pairsOf } from '../src/pages/patterns';

const pattern = (identity: string, rate: number) =>
  ({ id: `${identity}-${rate}`, identity }) as Schemas['Pattern'];

test('patterns of two periods are paired, also those of only one', () => {
  const pairs = pairsOf([pattern('a', 1), pattern('b', 1)], [pattern('b', 0), pattern('c', 0)]);
  expect(pairs.map(({ identity, now, earlier }) => [identity, now?.id, earlier?.id])).toEqual([
    ['a', 'a-1', undefined],
    ['b', 'b-1', 'b-0'],
    ['c', undefined, 'c-0'],
  ]);
});

test('names are counted over days, the most frequent first', () => {
  const day = (outcomes: Record<string, number>) => ({
    date: '',
    interactions: 0,
    events: 0,
    outcomes,
    tags: {},
  });
  expect(totals([day({ a: 1, b: 2 }), day({ a: 3 })], ({ outcomes }) => outcomes)).toEqual([
    ['a', 4],
    ['b', 2],
  ]);
});

test('an event is told by its title, its simple properties and its address', () => {
  const event = {
    eventId: 'e',
    type: 'search',
    occurredAt: '',
    title: 'Shop',
    url: 'https://shop.example/',
    properties: { query: 'boots', results: 4, nested: { left: 'out' } },
    flags: [],
  } as Schemas['WebEvent'];
  expect(wordsOf(event)).toBe('Shop · query: boots · results: 4 · https://shop.example/');
});
