import type { CrowOptions } from '@crow/core';
import type { Part } from './host';

/** What is captured by itself. All of it is on unless it says `false`. */
export interface Capture {
  pages?: boolean | undefined;
  clicks?: boolean | undefined;
  /** Rage and dead clicks. */
  frustration?: boolean | undefined;
  scroll?: boolean | undefined;
  /** Which forms are sent, refused and left; never what is written in them. */
  forms?: boolean | undefined;
  /** Products, cart, checkout and purchases, from schema.org data, attributes, a data layer and buttons. */
  products?: boolean | undefined;
  search?: boolean | undefined;
  media?: boolean | undefined;
  downloads?: boolean | undefined;
  errors?: boolean | undefined;
  /** Calls of the page that failed. */
  network?: boolean | undefined;
  vitals?: boolean | undefined;
  visibility?: boolean | undefined;
}

export interface BrowserOptions extends CrowOptions {
  capture?: Capture | undefined;
  /** Texts of these elements are not captured, besides those with `data-crow-mask`. */
  maskSelector?: string | undefined;
  /** Nothing that happens in these elements is captured, besides those with `data-crow-ignore`. */
  ignoreSelector?: string | undefined;
  /** Default true: a browser's Global Privacy Control means no. */
  respectGpc?: boolean | undefined;
  /** Default true: a browser's Do Not Track means no. */
  respectDnt?: boolean | undefined;
  /** Where ids and the session are kept; `session` forgets them with the tab. Never in cookies. Default `local`. */
  persistence?: 'local' | 'session' | undefined;
  /**
   * Take cart changes, checkouts and purchases from `window.dataLayer` (Google's e-commerce vocabulary)
   * as well; default false. Switch `capture.products` to see to it that nothing is told twice.
   */
  dataLayer?: boolean | undefined;
  /** Share of sessions recorded by the replay part, 0 to 1; default 0. */
  replaySample?: number | undefined;
  /** Where the replay part comes from: `() => import('@crow/replay')`. The script tag knows by itself. */
  replay?: (() => Promise<{ start: Part }>) | undefined;
}
