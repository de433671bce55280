import type { Host } from '../host';
import type { Elements } from './elements';

/** What the captures share. */
export interface Capturing extends Host {
  elements: Elements;
  /** Hears of each page somebody comes to by a route of the same document. */
  onRoute(listener: () => void): void;
  /** Hears that the page is hidden, or that it goes (`gone`), just before what waits is sent. */
  onAway(listener: (gone: boolean) => void): void;
}

/** Watches one kind of thing. */
export type Watcher = (host: Capturing) => void;
