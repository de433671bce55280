import { bytesOf, encode, text } from './json';
import { add, isArray, logger, parsed, slice, stringify } from './natives';
import { Outbox } from './outbox';
import type {
  Consent,
  CrowEvent,
  CrowOptions,
  Dropped,
  Entry,
  Page,
  Platform,
  Properties,
  Stats,
} from './types';
import { uuid7 } from './uuid';

const HOUR = 3_600_000;
/** How long a session is believed to be the same without asking the device again. */
const BELIEVED = 5_000;

interface Session {
  id: string;
  /** Last activity. */
  at: number;
  /** Where the visit began. */
  url?: string | undefined;
  ref?: string | undefined;
}

/** Reports what somebody does. None of its methods throws or waits, whatever it is given. */
export class Crow {
  private readonly _outbox: Outbox;
  /** Begins the names of whatever is kept on the device for this key. */
  protected readonly prefix: string;
  private _consent: Consent | undefined;
  private _session: Session | undefined;
  private _read = 0;
  private _person: { anonymous: string; user?: string | undefined } | undefined;
  private _head: string | undefined;
  private _closed = false;
  private readonly _watchers: ((event: CrowEvent) => void)[] = [];
  private readonly _consentWatchers: ((consent: Consent) => void)[] = [];

  constructor(
    private readonly _options: CrowOptions,
    private readonly _platform: Platform,
  ) {
    this._outbox = new Outbox(_options, _platform, (what, detail) => this.log(what, detail));
    // Two keys on one site are two senders. The second part of a key is its public id.
    this.prefix = `crow.${_options.key.split('_')[2] ?? ''}.`;
  }

  /** Whether events are captured at present. */
  get capturing(): boolean {
    return !this._closed && this.consent.analytics;
  }

  /** What the visitor agreed to, or is assumed to. */
  get consent(): Consent {
    if (this._platform.objects()) {
      return { analytics: false, replay: false };
    }
    if (!this._consent) {
      const stored = this._kept('consent');
      const assumed = this._options.consent !== 'required';
      this._consent = stored
        ? { analytics: stored.analytics === true, replay: stored.replay === true }
        : { analytics: assumed, replay: assumed };
    }
    return this._consent;
  }

  /** Counts since the start. */
  get stats(): Stats {
    return { ...this._outbox.stats, waiting: this._outbox.waiting };
  }

  /** The running session's id; empty while nothing is captured. */
  get sessionId(): string {
    return this.capturing ? this._visit(this._platform.now()).id : '';
  }

  /** The visitor's pseudonym on this device; empty while nothing is captured. */
  get anonymousId(): string {
    return this.capturing ? this._who().anonymous : '';
  }

  /**
   * @param type one of the vocabulary (docs/sdk.md) or any name of 1 to 64 letters, digits, `_-.:` and spaces
   * @returns the event's id, or undefined if it was not taken in
   */
  track(type: string, properties: Properties = {}, page?: Page): string | undefined {
    try {
      const event = this.capturing ? this._event(type, properties, page) : undefined;
      return event && this._take(event);
    } catch (e) {
      this.log('event', e);
      return undefined;
    }
  }

  /**
   * Begins an event whose facts are complete later, such as how long something was looked at. It is
   * kept on the device at once, so that it is not lost with the page.
   *
   * @returns takes the event in, with more properties; only the first call counts
   */
  begin(type: string, properties: Properties = {}): (more?: Properties) => void {
    let event: CrowEvent | undefined;
    this._guard(() => {
      event = this.capturing ? this._event(type, properties) : undefined;
      // Who wants to see events sees them complete; until then they are in memory only.
      if (event && !this._options.beforeEvent) {
        this._outbox.hold(this._entry(event));
      }
    });
    return (more) =>
      this._guard(() => {
        const complete = event;
        event = undefined;
        if (complete && this.capturing) {
          complete.properties = { ...complete.properties, ...more };
          this._take(complete);
        }
      });
  }

  /** Tells who the visitor is in the brand's own books: an id, no e-mail address. */
  identify(userId: string, traits: Properties = {}): void {
    this._guard(() => {
      this._become(userId);
      this.track('crow.identify', { traits });
    });
  }

  /** Tells that two of the brand's ids are one person, and goes on under the new one. */
  alias(userId: string): void {
    this._guard(() => {
      const previous = this._who();
      this._become(userId);
      this.track('crow.alias', { previousId: previous.user ?? previous.anonymous });
    });
  }

  /** Somebody signed out: a new pseudonym and a new session. */
  reset(): void {
    this._guard(() => {
      this._keep('person');
      this._keep('session');
      this._forgetIdentity();
    });
  }

  /** The visitor agrees to everything. */
  optIn(): void {
    this.setConsent({ analytics: true, replay: true });
  }

  /** The visitor objects: nothing more is captured, and what was not sent yet is forgotten. */
  optOut(): void {
    this.setConsent({ analytics: false, replay: false });
  }

  /** What is not named stays as it was. The choice is kept on the device. */
  setConsent(choice: Partial<Consent>): void {
    this._guard(() => {
      const consent = { ...this.consent, ...choice };
      if (this._platform.objects()) {
        this.log('the browser objects (GPC, DNT)');
        return;
      }
      this._keep('consent', consent);
      this._adoptConsent(consent);
    });
  }

  /** Another tab changed what is kept on the device. */
  settingsChanged(): void {
    this._guard(() => {
      this._forgetIdentity();
      const before = this.consent;
      this._consent = undefined;
      if (before.analytics !== this.consent.analytics || before.replay !== this.consent.replay) {
        this._adoptConsent(this.consent);
      }
    });
  }

  /** Sends what waits now. Settles when there is nothing more to do for the time being. */
  async flush(): Promise<void> {
    await this._outbox.flush();
  }

  /** Ends the session; the next event begins another. The server closes it without waiting for its silence. */
  async endSession(): Promise<void> {
    if (!this.capturing) {
      return;
    }
    const id = this._visit(this._platform.now()).id;
    this._keep('session');
    this._session = undefined;
    this._head = undefined;
    await this.flush();
    try {
      await this._platform.send({
        url: `${this._options.endpoint}/api/v1/ingest/session/end`,
        key: this._options.key,
        body: `{"sessionId":${stringify(id)}}`,
        leaving: false,
        gzip: false,
      });
    } catch (e) {
      this.log('end', e);
    }
  }

  /** Calls back with each event taken in; returns how to stop that. */
  onEvent(watcher: (event: CrowEvent) => void): () => void {
    return watch(this._watchers, watcher);
  }

  /** Calls back with each change of consent. */
  onConsent(watcher: (consent: Consent) => void): () => void {
    return watch(this._consentWatchers, watcher);
  }

  /** Calls back with events that will not be stored, and why. */
  onDrop(watcher: (dropped: Dropped) => void): void {
    this._outbox.onDrop = watcher;
  }

  /** The page is going away, perhaps: sends what waits with requests that outlive it. */
  leave(): void {
    this._guard(() => this._outbox.leave());
  }

  /** Hands over what waits; see `adopt`. */
  surrender(): Entry[] {
    return this._outbox.surrender();
  }

  /** Takes over events that another page load or process left behind. */
  adopt(entries: Entry[]): void {
    this._guard(() => {
      if (!this.capturing) {
        return;
      }
      for (let i = 0; i < entries.length; i++) {
        this._outbox.adopt({ ...(entries[i] as Entry), owner: this._platform.owner });
      }
      if (entries.length) {
        this.flush();
      }
    });
  }

  /** Stops for good; what waits is sent first. */
  async close(): Promise<void> {
    await this.flush();
    this._closed = true;
  }

  /** Says something in the console if `debug` is on. */
  log(what: string, detail?: unknown): void {
    if (this._options.debug) {
      logger.debug(`CROW ${what}`, detail);
    }
  }

  private _event(type: string, properties: Properties, page?: Page): CrowEvent {
    const now = this._platform.now();
    return {
      eventId: uuid7(now, this._platform.random),
      timestamp: now,
      type: `${type}`,
      ...this._platform.page(),
      ...page,
      properties: { ...properties },
    };
  }

  private _entry(event: CrowEvent): Entry {
    const visit = this._visit(this._platform.now());
    const head = this._batchHead(visit);
    const json = jsonOf(event);
    return {
      id: event.eventId,
      time: event.timestamp,
      owner: this._platform.owner,
      session: visit.id,
      head,
      json,
      bytes: bytesOf(json),
    };
  }

  private _take(event: CrowEvent): string | undefined {
    if (this._options.beforeEvent?.(event) === false) {
      return undefined;
    }
    this._outbox.add(this._entry(event));
    for (let i = 0; i < this._watchers.length; i++) {
      (this._watchers[i] as (event: CrowEvent) => void)(event);
    }
    return event.eventId;
  }

  /** The session this moment belongs to: the running one, or a new one after a silence. */
  private _visit(now: number): Session {
    const timeout = this._options.sessionTimeout ?? HOUR;
    if (this._session && now - this._read < BELIEVED && this._session.at <= now) {
      return this._session;
    }
    const stored = this._kept('session') as unknown as Session | undefined;
    // Without storage the page's own memory is all there is.
    const known = stored?.id ? stored : this._session;
    if (known && now - known.at < timeout) {
      if (known.id !== this._session?.id) {
        this._head = undefined;
      }
      this._session = known;
    } else {
      const page = this._platform.page();
      this._session = {
        id: uuid7(now, this._platform.random),
        at: now,
        url: page.url,
        ref: page.referrer,
      };
      this._head = undefined;
    }
    this._session.at = now;
    this._read = now;
    this._keep('session', this._session);
    return this._session;
  }

  private _who(): { anonymous: string; user?: string | undefined } {
    if (!this._person) {
      const stored = this._kept('person');
      this._person =
        stored && typeof stored.anonymous === 'string'
          ? (stored as { anonymous: string })
          : { anonymous: uuid7(this._platform.now(), this._platform.random) };
      this._keep('person', this._person);
    }
    return this._person;
  }

  private _become(userId: string): void {
    if (this.capturing) {
      this._person = { anonymous: this._who().anonymous, user: slice(`${userId}`, 0, 128) };
      this._keep('person', this._person);
      this._head = undefined;
    }
  }

  /** What a batch says of the visit. Events wait with it, so that who signs in later is not mixed up. */
  private _batchHead(visit: Session): string {
    if (this._head === undefined) {
      const who = this._who();
      const context = { ...this._platform.context(), url: visit.url, referrer: visit.ref };
      const timeout = this._options.sessionTimeout;
      this._head =
        `,"anonymousId":${stringify(who.anonymous)}` +
        (who.user ? `,"userId":${stringify(who.user)}` : '') +
        (timeout ? `,"idleTimeoutSeconds":${Math.max(1, Math.ceil(timeout / 1_000))}` : '') +
        `,"context":${encode(context)}`;
    }
    return this._head;
  }

  private _adoptConsent(consent: Consent): void {
    this._consent = consent;
    if (!consent.analytics) {
      this._outbox.discard();
      this.reset();
    }
    for (let i = 0; i < this._consentWatchers.length; i++) {
      (this._consentWatchers[i] as (consent: Consent) => void)(consent);
    }
  }

  private _kept(name: string): Record<string, unknown> | undefined {
    return parsed(this._platform.settings.get(this.prefix + name));
  }

  private _keep(name: string, value?: object): void {
    if (value) {
      this._platform.settings.set(this.prefix + name, encode(value));
    } else {
      this._platform.settings.remove(this.prefix + name);
    }
  }

  private _forgetIdentity(): void {
    this._person = undefined;
    this._session = undefined;
    this._head = undefined;
  }

  private _guard(work: () => void): void {
    try {
      work();
    } catch (e) {
      this.log('call', e);
    }
  }
}

const watch = <T>(watchers: T[], watcher: T): (() => void) => {
  add(watchers, watcher);
  return () => {
    for (let i = 0; i < watchers.length; i++) {
      if (watchers[i] === watcher) {
        watchers[i] = (() => {}) as T;
      }
    }
  };
};

const jsonOf = (event: CrowEvent): string => {
  const of = (name: string, value: string | undefined) => (value ? `,"${name}":${text(value)}` : '');
  return (
    `{"eventId":"${event.eventId}","type":${text(event.type, 64)},"timestamp":${event.timestamp}` +
    of('url', event.url) +
    of('title', event.title) +
    of('referrer', event.referrer) +
    `,"properties":${encode(event.properties)}}`
  );
};

/** Entries as text. Made by hand, since a page may have replaced `toJSON` of arrays. */
export const entriesText = (entries: Entry[]): string => {
  let out = '';
  for (let i = 0; i < entries.length; i++) {
    const { id, time, owner, session, head, json, bytes } = entries[i] as Entry;
    out +=
      `${out && ','}{"id":${stringify(id)},"time":${time},"owner":${stringify(owner)},` +
      `"session":${stringify(session)},"head":${stringify(head)},"json":${stringify(json)},"bytes":${bytes}}`;
  }
  return `[${out}]`;
};

/** Entries from that text; none from anything else. */
export const entriesFrom = (kept: string | null): Entry[] => {
  const entries: unknown = parsed(kept);
  const good: Entry[] = [];
  for (let i = 0; isArray(entries) && i < entries.length; i++) {
    const entry = entries[i] as Partial<Entry> | null;
    if (entry && typeof entry.json === 'string' && typeof entry.id === 'string') {
      add(good, entry as Entry);
    }
  }
  return good;
};
