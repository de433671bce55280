/** Facts of an event. Whatever is no JSON is left out; names and limits are in docs/sdk.md. */
export type Properties = object;

/** Where something happened. */
export interface Page {
  url?: string | undefined;
  title?: string | undefined;
  referrer?: string | undefined;
}

/** A product as pages name it. `productId` is the id it has in the catalogue. */
export interface Product {
  productId: string;
  productName?: string | undefined;
  price?: number | undefined;
  currency?: string | undefined;
  quantity?: number | undefined;
  variantId?: string | undefined;
  variantName?: string | undefined;
}

/** What somebody agreed to. */
export interface Consent {
  /** Events are captured and sent. */
  analytics: boolean;
  /** The page's looks are recorded as well, where replay is installed. */
  replay: boolean;
}

/** What works everywhere; each platform adds its own. */
export interface CrowOptions {
  /** The publishable key, `crow_pk_…`. */
  key: string;
  /** The gateway's address, such as `https://crow.example`. */
  endpoint: string;
  /**
   * `assumed` (default): capture until somebody objects. `required`: capture, store and send nothing
   * until `optIn()` or `setConsent()`.
   */
  consent?: 'assumed' | 'required' | undefined;
  /** Events that make a batch at once; 1 to 100, default 20. */
  batchSize?: number | undefined;
  /** Bytes that make a batch at once; default 32,000. */
  batchBytes?: number | undefined;
  /** Milliseconds an event waits for company; default 3,000. */
  flushInterval?: number | undefined;
  /** Milliseconds of silence after which the next event begins a new session; default one hour, as on the server. */
  sessionTimeout?: number | undefined;
  /** Bytes of unsent events kept, in memory and on the device each; the oldest give way. Default 1,000,000. */
  maxQueueBytes?: number | undefined;
  /** Milliseconds an unsent event is kept; default 7 days. The server refuses those older than 8. */
  maxQueueAge?: number | undefined;
  /** Says in the console what is done and why something is not. */
  debug?: boolean | undefined;
  /** Sees each event before it is taken in; may change its properties, or return false to leave it out. */
  beforeEvent?: ((event: CrowEvent) => boolean | void) | undefined;
}

/** An event on its way in. */
export interface CrowEvent extends Page {
  readonly eventId: string;
  readonly timestamp: number;
  type: string;
  properties: Record<string, unknown>;
}

/** What became of events that were not stored. */
export interface Dropped {
  eventIds: string[];
  /** The server's reason, or `queue-full`, `expired`, `consent`. */
  reason: string;
}

/** Counts since the start. */
export interface Stats {
  captured: number;
  sent: number;
  duplicates: number;
  dropped: number;
  waiting: number;
}

/** What is known of a visit as a whole. */
export interface VisitContext {
  url?: string | undefined;
  referrer?: string | undefined;
  userAgent?: string | undefined;
  locale?: string | undefined;
  timezone?: string | undefined;
  screenSize?: { width: number; height: number } | undefined;
}

/** An unsent event. Its JSON is made once, so that every repetition is the same, letter for letter. */
export interface Entry {
  id: string;
  /** When it happened. */
  time: number;
  /** The page load or process that has it in its memory. */
  owner: string;
  session: string;
  /** The rest of the batch's head, as JSON members that begin with a comma. */
  head: string;
  json: string;
  bytes: number;
}

/** Keeps unsent events on the device. Any of it may fail; then they are kept in memory only. */
export interface Store {
  put(entries: Entry[]): Promise<void>;
  remove(ids: string[]): Promise<void>;
  clear(): Promise<void>;
}

/** Small texts kept on the device, for all tabs of a site. */
export interface Settings {
  get(name: string): string | null;
  set(name: string, value: string): void;
  remove(name: string): void;
}

/** A request to the gateway. */
export interface Outgoing {
  url: string;
  key: string;
  body: string;
  /** The page is going away; the request has to outlive it. */
  leaving: boolean;
  /** Whether the body may be compressed. */
  gzip: boolean;
}

/** Its answer; `status` 0 if there was none. */
export interface Answer {
  status: number;
  retryAfter?: string | null | undefined;
  body: string;
}

/** What the core needs of where it runs. */
export interface Platform {
  /** Names this page load or process; changes when it wakes up again. */
  owner: string;
  settings: Settings;
  store?: Store | undefined;
  now(): number;
  random(count: number): Uint8Array;
  later(work: () => void, milliseconds: number): unknown;
  cancel(timer: unknown): void;
  send(request: Outgoing): Promise<Answer>;
  online(): boolean;
  /** Whether somebody's browser says for them that they do not want this (GPC, DNT). */
  objects(): boolean;
  context(): VisitContext;
  page(): Page;
}
