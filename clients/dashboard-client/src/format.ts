/** Numbers and times the way readers of the strings' language write them. */
export const locale = navigator.languages.find((language) => language.startsWith('en')) ?? 'en-GB';

const whole = new Intl.NumberFormat(locale);
const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
const precise = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
const second = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const shortDate = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

export const number = (value: number): string => whole.format(value);
export const compact = (value: number): string => short.format(value);
/** @param value from 0 to 1 */
export const percent = (value: number): string => share.format(value);
export const figures = (value: number): string => precise.format(value);
/** @param iso an instant, in the reader's own zone */
export const dateTime = (iso: string): string => moment.format(new Date(iso));
export const clock = (iso: string): string => second.format(new Date(iso));
/** @param iso a date, or an instant of which the UTC date is meant */
export const day = (iso: string): string => date.format(new Date(iso));
export const shortDay = (iso: string): string => shortDate.format(new Date(iso));

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

export const relative = (iso: string, now = Date.now()): string => {
  const seconds = (new Date(iso).getTime() - now) / 1000;
  const [unit, length] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return ago.format(Math.trunc(seconds / length), unit);
};

/** @param minor an amount in the smallest unit of its currency */
export const money = (minor: number, currency: string): string => {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
};

const UNITS_OF_SIZE = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Of a number of bytes: `1.5 MB`. */
export const size = (bytes: number): string => {
  const step = Math.min(UNITS_OF_SIZE.length - 1, Math.max(0, Math.floor(Math.log10(bytes || 1) / 3)));
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS_OF_SIZE[step] ?? 'byte',
    maximumSignificantDigits: 3,
  }).format(bytes / 1000 ** step);
};

/** Of a length of time in milliseconds: `1 min 20 s`. */
export const duration = (milliseconds: number): string => {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (hours > 0) {
    return `${hours} h ${minutes} min`;
  }
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
};

/** The date so many days before today, in UTC, as `2026-01-31`. */
export const daysAgo = (days: number, now = Date.now()): string =>
  new Date(now - days * 86_400_000).toISOString().slice(0, 10);
