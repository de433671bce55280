import type { Schemas } from '@crow/api';
import { daysAgo } from './format';

type Day = Schemas['DayCountsDay'];

/** Every date from the first to before the last, so that a day without anything is a zero and not a gap. */
export const datesBetween = (from: string, to: string): string[] => {
  const dates: string[] = [];
  for (let at = Date.parse(from); at < Date.parse(to); at += 86_400_000) {
    dates.push(new Date(at).toISOString().slice(0, 10));
  }
  return dates;
};

/** One number for each date. */
export const valuesOn = (
  dates: readonly string[],
  days: readonly Day[],
  value: (day: Day) => number,
): number[] => {
  const known = new Map(days.map((day) => [day.date, value(day)]));
  return dates.map((date) => known.get(date) ?? 0);
};

export const sum = (values: readonly number[]): number => values.reduce((all, one) => all + one, 0);

/** How much of it there is more than before, or undefined where there was nothing before. */
export const growth = (now: number, before: number): number | undefined =>
  before === 0 ? undefined : (now - before) / before;

export interface Range {
  from: string;
  /** The day after the last. */
  to: string;
}

/** As many days up to and with today. */
export const lastDays = (days: number): Range => ({ from: daysAgo(days - 1), to: daysAgo(-1) });

/** The range of the same length before it. */
export const before = ({ from, to }: Range): Range => {
  const start = Date.parse(from);
  return { from: new Date(2 * start - Date.parse(to)).toISOString().slice(0, 10), to: from };
};
