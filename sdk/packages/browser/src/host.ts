import type { Crow } from '@crow/core';
import type { BrowserOptions, Capture } from './options';
import type { BrowserPlatform } from './platform';

/** A click before the parts were there: the event, and the element inside all shadow roots. */
export interface EarlyClick {
  event: MouseEvent;
  first: EventTarget | null;
}

/** What the lazily loaded parts get to work with. */
export interface Host {
  crow: Crow;
  options: BrowserOptions;
  platform: BrowserPlatform;
  /** Begins the names of whatever is kept on the device. */
  name: string;
  /** Clicks nobody reported yet; undefined once somebody does. */
  early: EarlyClick[] | undefined;
  /** The page is hidden, or it goes: says what is still to be said and sends what waits. */
  away(gone: boolean): void;
  /** Whether this kind of thing is captured. */
  wants(capture: keyof Capture): boolean;
  /** Listens without ever throwing into the page or holding it up. */
  listen(target: EventTarget, type: string, listener: (event: Event) => void, capture?: boolean): void;
  /** Wraps what a timer or an observer calls. */
  safe<A>(work: (given: A) => void): (given: A) => void;
}

/** A part that is loaded after the page's own work. */
export type Part = (host: Host) => void;

/** Loads a part. */
export type Loader = (name: 'capture' | 'vitals' | 'replay') => Promise<{ start: Part }>;
