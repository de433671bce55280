import { expect, test } from 'vitest';
import { parseSearch, stringifySearch } from '../src/address';
import { csvOf } from '../src/csv';
import { before, datesBetween, growth, valuesOn } from '../src/figures';
import { duration, money } from '../src/format';
import { hasEnded, originsOf, snippetOf } from '../src/keys';
import { plain, safeUrl } from '../src/plain';

test('captured text neither turns the page around nor hides in it', () => {
  expect(plain('a\u202Egnp.exe\u200B\u0000\u2066b')).toBe('a\uFFFDgnp.exe\uFFFD\uFFFD\uFFFDb');
  expect(plain('lines\nand\ttabs stay, and so does 👩‍👧')).toBe('lines\nand\ttabs stay, and so does 👩‍👧');
});

test('captured text does not fill the page', () => {
  expect(plain('x'.repeat(1_000_000), 400)).toHaveLength(401);
});

test('only web addresses become links', () => {
  expect(safeUrl('https://shop.example/a?b=c')).toBe('https://shop.example/a?b=c');
  for (const harmful of ['javascript:alert(1)', 'data:text/html,x', 'ftp://x', '//', '', null, undefined]) {
    expect(safeUrl(harmful)).toBeUndefined();
  }
});

test('a cell that a spreadsheet would run is marked as text, a negative number is none', () => {
  expect(csvOf([['=1+1', '+cmd', '@x', '-2.5', '-x', 'a,"b"\nc']])).toBe(
    `'=1+1,'+cmd,'@x,-2.5,'-x,"a,""b""\nc"\r\n`,
  );
});

test('the address holds plain texts, and nothing that is empty', () => {
  expect(stringifySearch({ q: 'two words', from: '', to: undefined, kind: 'a&b' })).toBe(
    '?q=two+words&kind=a%26b',
  );
  expect(parseSearch('?q=two+words&kind=a%26b')).toEqual({ q: 'two words', kind: 'a&b' });
  expect(stringifySearch({})).toBe('');
});

test('a day without visits is a zero', () => {
  const dates = datesBetween('2026-02-27', '2026-03-02');
  expect(dates).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  const day = { date: '2026-02-28', interactions: 3, events: 9, outcomes: {}, tags: {} };
  expect(valuesOn(dates, [day], ({ interactions }) => interactions)).toEqual([0, 3, 0]);
});

test('the time before is as long, and ends where this one begins', () => {
  expect(before({ from: '2026-03-03', to: '2026-03-10' })).toEqual({ from: '2026-02-24', to: '2026-03-03' });
});

test('there is no growth from nothing', () => {
  expect(growth(5, 0)).toBeUndefined();
  expect(growth(3, 4)).toBe(-0.25);
});

test('money has the digits of its currency', () => {
  expect(money(14_950, 'EUR')).toContain('149.50');
  expect(money(14_950, 'JPY')).toContain('14,950');
});

test('a length of time is told in its two largest units', () => {
  expect([900, 80_000, 3_661_000].map(duration)).toEqual(['1 s', '1 min 20 s', '1 h 1 min']);
});

test('origins are made of whatever people enter', () => {
  expect(originsOf('https://shop.example/path, www.shop.example  http://localhost:3000\nnot a\\url')).toEqual(
    ['https://shop.example', 'https://www.shop.example', 'http://localhost:3000', 'https://not', 'https://a'],
  );
});

test('a key has ended once it is revoked or over', () => {
  const now = Date.parse('2026-03-02T00:00:00Z');
  expect(hasEnded({}, now)).toBe(false);
  expect(hasEnded({ revokedAt: '2026-03-01T00:00:00Z' }, now)).toBe(true);
  expect(hasEnded({ expiresAt: '2026-03-02T00:00:00Z' }, now)).toBe(true);
  expect(hasEnded({ expiresAt: '2026-03-02T00:00:01Z' }, now)).toBe(false);
});

test('the snippet is one tag', () => {
  expect(snippetOf('https://crow.example', 'crow_pk_1')).toBe(
    '<script async src="https://crow.example/sdk/crow.js" data-key="crow_pk_1"></script>',
  );
});
