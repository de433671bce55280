/**
 * The language as it was when this file loaded. Pages replace what they please later on; nothing of
 * theirs is called from here. For the same reason the rest of the core walks arrays by index:
 * methods, spreading and `for of` ask the page's `Array.prototype`.
 */
const bind = Function.prototype.call;
const own = <F>(method: F): F => bind.bind(method as never) as F;

export const stringify = JSON.stringify as (text: string) => string;
export const parse = JSON.parse as (text: string) => unknown;
export const keysOf = Object.keys as (value: object) => string[];
export const isArray = Array.isArray as (value: unknown) => value is unknown[];
export const floor = Math.floor;
export const min = Math.min;
export const chance = Math.random;

type Bound<T, A extends unknown[], R> = (self: T, ...rest: A) => R;
export const replace = own(String.prototype.replace) as unknown as Bound<
  string,
  [RegExp, string | ((match: string) => string)],
  string
>;
export const slice = own(String.prototype.slice) as unknown as Bound<string, [number, number?], string>;
export const codeAt = own(String.prototype.charCodeAt) as unknown as Bound<string, [number], number>;
export const isoDate = own(Date.prototype.toISOString) as unknown as Bound<Date, [], string>;
export const matches = own(RegExp.prototype.test) as unknown as Bound<RegExp, [string], boolean>;

declare const console: Record<'debug' | 'warn', (what: string, detail?: unknown) => void>;
/** Every platform has this one, though no common type says so. */
export const logger = console;

/** Adds to an array's end. */
export const add = <T>(array: T[], value: T): void => {
  array[array.length] = value;
};

/** Reads JSON that may be anything. */
export const parsed = (text: string | null | undefined): Record<string, unknown> | undefined => {
  try {
    const value = text ? parse(text) : undefined;
    return value && typeof value === 'object' ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};
