import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOf, encode, mask } from '../src/json';
import { uuid7 } from '../src/uuid';

describe('encode', () => {
  it('agrees with JSON.stringify on ordinary values', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.stringMatching(/^[a-z]{1,8}$/),
          fc.oneof(
            fc.integer(),
            fc.boolean(),
            fc.stringMatching(/^[ a-zA-Z]{0,40}$/),
            fc.array(fc.integer()),
          ),
        ),
        (value) => {
          fc.pre(
            !Object.keys(value).some((name) =>
              ['pwd', 'pin', 'cvv', 'cvc', 'ssn', 'iban', 'card', 'pass'].includes(name),
            ),
          );
          expect(JSON.parse(encode(value))).toEqual(JSON.parse(JSON.stringify(value)));
        },
      ),
    );
  });

  it('makes valid JSON of anything', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ unit: 'binary' }),
          fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
        ),
        (value) => {
          expect(() => JSON.parse(encode(value))).not.toThrow();
        },
      ),
      { numRuns: 40 },
    );
  }, 30_000);

  it('cuts down what the door would refuse', () => {
    const deep: Record<string, unknown> = {};
    deep.again = deep;
    const cut = JSON.parse(
      encode({
        long: 'x'.repeat(100_000),
        many: Array(5_000).fill(1),
        deep,
        nan: Number.NaN,
        fn() {},
        big: 10n,
        ['n'.repeat(500)]: 1,
      }),
    );
    expect(cut.long).toHaveLength(4_096);
    expect(cut.many).toHaveLength(200);
    expect(cut.nan).toBeNull();
    expect(cut.big).toBe('10');
    expect(Object.keys(cut).every((name) => name.length <= 128)).toBe(true);
    const wide = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`k${i}`, i]));
    expect(Object.keys(JSON.parse(encode(wide)))).toHaveLength(60);
  });

  it('masks addresses, cards and secrets', () => {
    const masked = JSON.parse(
      encode({
        note: 'write to jo@example.com',
        card: '4111 1111 1111 1111',
        text: 'pay 4111111111111111',
        access_token: 'abc',
        password: 'hunter2',
        order: '1234567890123',
      }),
    );
    expect(masked).toEqual({
      note: 'write to [email]',
      card: '[masked]',
      text: 'pay [card]',
      access_token: '[masked]',
      password: '[masked]',
      order: '1234567890123',
    });
    expect(mask('no@body')).toBe('no@body');
  });

  it('replaces half characters and survives getters that throw', () => {
    const value = {
      half: 'a\uD800b',
      get bad() {
        throw new Error('no');
      },
      good: 1,
    };
    expect(JSON.parse(encode(value))).toEqual({ half: 'a\uFFFDb', good: 1 });
  });

  it('never counts fewer bytes than there are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(bytesOf(text)).toBeGreaterThanOrEqual(new TextEncoder().encode(text).length);
      }),
    );
  });
});

describe('uuid7', () => {
  const random = (count: number) => crypto.getRandomValues(new Uint8Array(count));

  it('has the form, the time, and its order', () => {
    const ids = Array.from({ length: 10_000 }, (_, i) =>
      uuid7(1_900_000_000_000 + Math.floor(i / 5_000), random),
    );
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Number.parseInt((ids[0] as string).replace('-', '').slice(0, 12), 16)).toBe(1_900_000_000_000);
  });

  it('does not go back with the clock', () => {
    const later = uuid7(2_000_000_000_000, random);
    expect(uuid7(1_000, random) > later).toBe(true);
  });
});
