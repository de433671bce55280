import { codeAt, isArray, isoDate, keysOf, matches, min, replace, slice, stringify } from './natives';

/** The door refuses an event beyond these (docs/api.md); here it is cut down instead. */
const MAX_TEXT = 4096;
const MAX_KEYS = 60;
const MAX_NAME = 128;
const MAX_ITEMS = 200;
const MAX_DEPTH = 8;
const MAX_VALUES = 2000;

const EMAIL = /[\p{L}\p{N}._%+'-]{1,64}(?:@|%40)[\p{L}\p{N}.-]{1,255}\.\p{L}{2,24}/gu;
const CARD = /\d(?:[ -]?\d){12,18}/g;
const SECRET =
  /^(pass(word|wd|code)?|pwd|pin|secret|cv[vc]|(card|creditcard)(number)?|ssn|iban|authorization|(access|refresh)?token)$/i;
/** Halves of characters; with the flag, whole ones do not match. */
const LONE = /\p{Surrogate}/gu;

/** What every payment card number fulfils; order numbers and times mostly do not. */
const luhn = (text: string): boolean => {
  let sum = 0;
  let twice = false;
  for (let i = text.length - 1; i >= 0; i--) {
    let digit = codeAt(text, i) - 48;
    if (digit >= 0 && digit < 10) {
      digit = twice ? digit * 2 : digit;
      sum += digit > 9 ? digit - 9 : digit;
      twice = !twice;
    }
  }
  return sum % 10 === 0;
};

/** Without e-mail addresses and payment card numbers. */
export const mask = (text: string): string =>
  replace(replace(text, EMAIL, '[email]'), CARD, (found) => (luhn(found) ? '[card]' : found));

const isSecret = (name: string): boolean => name.length < 25 && matches(SECRET, replace(name, /[_-]/g, ''));

/** As JSON, masked and cut to `max` characters. */
export const text = (value: string, max: number = MAX_TEXT): string =>
  stringify(replace(mask(slice(value, 0, max)), LONE, '\uFFFD'));

interface Budget {
  left: number;
}

const write = (value: unknown, depth: number, budget: Budget): string | undefined => {
  if (--budget.left < 0 || value === undefined) {
    return undefined;
  }
  switch (typeof value) {
    case 'string':
      return text(value);
    case 'number':
      // NaN and the infinities are no JSON.
      return value - value === 0 ? `${value}` : 'null';
    case 'boolean':
      return value ? 'true' : 'false';
    case 'bigint':
      return stringify(`${value}`);
    case 'object':
      if (value === null) {
        return 'null';
      }
      if (depth > MAX_DEPTH) {
        return undefined;
      }
      if (value instanceof Date) {
        return stringify(isoDate(value));
      }
      return isArray(value) ? list(value, depth, budget) : members(value, depth, budget);
    default:
      return undefined;
  }
};

const list = (values: unknown[], depth: number, budget: Budget): string => {
  let out = '';
  for (let i = 0; i < min(values.length, MAX_ITEMS); i++) {
    const item = write(values[i], depth + 1, budget);
    if (item !== undefined) {
      out += (out && ',') + item;
    }
  }
  return `[${out}]`;
};

const members = (value: object, depth: number, budget: Budget): string => {
  let out = '';
  let count = 0;
  const names = keysOf(value);
  for (let i = 0; i < names.length && count < MAX_KEYS; i++) {
    const name = names[i] as string;
    let item: string | undefined;
    try {
      item = isSecret(name)
        ? '"[masked]"'
        : write((value as Record<string, unknown>)[name], depth + 1, budget);
    } catch {
      // A getter of the page that throws costs its member, not the event.
    }
    if (item !== undefined) {
      out += `${(out && ',') + stringify(slice(name, 0, MAX_NAME))}:${item}`;
      count++;
    }
  }
  return `{${out}}`;
};

/**
 * An object as JSON the door takes: masked, cut to its limits, without cycles, and made without
 * asking the page (`toJSON` of a prototype is the page's).
 */
export const encode = (value: object): string => write(value, 0, { left: MAX_VALUES }) ?? '{}';

/** Length in UTF-8; a little more for characters beyond the basic plane. */
export const bytesOf = (value: string): number => replace(value, /[^\0-\x7f]/g, 'xxx').length;
