import { en } from './en';

/** Everything the dashboard says. A translation is an object of the same shape. */
export type Strings = typeof en;

export const say: Strings = en;
