import { add, type Crow, type Entry, entriesFrom, entriesText, uuid7 } from '@crow/core';
import type { Host } from '../host';
import type { BrowserPlatform } from '../platform';
import { settingsOf } from '../settings';
import { DeviceStore } from './store';

/** An event this young may still be on its way from the page it happened on to the next. */
const SETTLED = 15_000;
const LOOK_EVERY = 20_000;
const HAND_OVER_TIME = 10_000;

interface NavigateEvent extends Event {
  destination: { url: string; sameDocument: boolean };
  hashChange: boolean;
  downloadRequest: string | null;
}

/**
 * Who sends what, among the pages of one site. Each page sends its own events. What a page could not
 * send it hands to the next one in its tab, or leaves on the device, where the one leading page finds
 * it once its own page is gone. Locks tell who is gone and who leads; a browser lets go of them
 * however a page ends.
 */
export class Tabs {
  private readonly _session = settingsOf('sessionStorage');
  private _release: (() => void) | undefined;
  private _looking: unknown;
  private _internal = 0;
  private _gone = false;
  private readonly _crow: Crow;
  private readonly _platform: BrowserPlatform;
  private readonly _name: string;
  private readonly _store: DeviceStore | undefined;

  constructor(host: Host) {
    this._crow = host.crow;
    this._platform = host.platform;
    this._name = host.name;
    try {
      this._store = new DeviceStore(host.name, host.options.maxQueueBytes ?? 1_000_000);
      this._platform.store = this._store;
    } catch {
      // No IndexedDB here; events wait in memory.
    }
    const navigation = (window as { navigation?: EventTarget }).navigation;
    if (navigation) {
      host.listen(navigation, 'navigate', (event) => this._navigates(event as NavigateEvent));
    }
    host.listen(window, 'storage', (event) => {
      const key = (event as StorageEvent).key;
      if (key === null || key.startsWith(host.name)) {
        this._crow.settingsChanged();
      }
    });
    host.listen(window, 'pageshow', (event) => {
      if ((event as PageTransitionEvent).persisted) {
        // Others may have taken what this page left behind.
        this._crow.surrender();
        this._platform.owner = uuid7(this._platform.now(), this._platform.random);
        this.wake();
      }
    });
    this.wake();
  }

  /** Begins the life of this page, or begins it anew when the page comes back. */
  wake(): void {
    this._gone = false;
    this._internal = 0;
    this._takeOver();
    const locks = navigator.locks;
    if (!locks) {
      // Nobody knows who is gone; what is old enough is taken, and the server knows repetitions.
      this._platform.later(() => this._adopt(undefined), SETTLED);
      return;
    }
    const held = new Promise<void>((release) => {
      this._release = release;
    });
    const hold = async (name: string, then: () => void) => {
      try {
        await locks.request(this._name + name, () => {
          then();
          return held;
        });
      } catch (e) {
        this._crow.log('without locks', e);
      }
    };
    hold(this._platform.owner, () => {});
    hold('leader', () => this._look());
  }

  /** Sends or hands over what waits. */
  away(): void {
    if (!this._gone || this._platform.now() - this._internal > HAND_OVER_TIME) {
      this._crow.leave();
      return;
    }
    const more = this._crow.surrender();
    if (!more.length) {
      return;
    }
    try {
      const entries = entriesFrom(sessionStorage.getItem(`${this._name}handed`));
      for (let i = 0; i < more.length; i++) {
        add(entries, more[i] as Entry);
      }
      sessionStorage.setItem(`${this._name}handed`, entriesText(entries));
    } catch {
      // Blocked or full: then it goes out, as if the visitor left.
      this._crow.adopt(more);
      this._crow.leave();
    }
  }

  /** The page goes, for good or into the back/forward cache, where nobody may hold locks or databases. */
  sleep(): void {
    this._gone = true;
    this.away();
    this._release?.();
    this._release = undefined;
    this._platform.cancel(this._looking);
    this._looking = undefined;
    this._store?.close();
  }

  /** What the page before in this tab handed over. */
  private _takeOver(): void {
    const entries = entriesFrom(this._session.get(`${this._name}handed`));
    this._session.remove(`${this._name}handed`);
    if (entries.length) {
      this._crow.adopt(entries);
      this._keep(entries);
    }
  }

  /** On the device these are this page's now. */
  private async _keep(entries: Entry[]): Promise<void> {
    const mine: Entry[] = [];
    for (let i = 0; i < entries.length; i++) {
      add(mine, { ...(entries[i] as Entry), owner: this._platform.owner });
    }
    try {
      await this._store?.put(mine);
    } catch (e) {
      this._crow.log('the device does not keep events', e);
    }
  }

  private _look(): void {
    this._looking = this._platform.later(
      async () => {
        try {
          const state = await navigator.locks.query();
          const alive: Record<string, boolean> = {};
          const held = state.held ?? [];
          for (let i = 0; i < held.length; i++) {
            alive[held[i]?.name ?? ''] = true;
          }
          await this._adopt(alive);
        } catch (e) {
          this._crow.log('what other pages left is not looked at', e);
        }
        if (this._release) {
          this._look();
        }
      },
      this._looking ? LOOK_EVERY : 2_000,
    );
  }

  private async _adopt(alive: Record<string, boolean> | undefined): Promise<void> {
    if (!this._crow.capturing || !this._store) {
      return;
    }
    const owner = this._platform.owner;
    const orphans: Entry[] = [];
    const kept = await this._store.all();
    for (let i = 0; i < kept.length; i++) {
      const entry = kept[i] as Entry;
      const old = this._platform.now() - entry.time > SETTLED;
      if (old && entry.owner !== owner && !alive?.[this._name + entry.owner]) {
        add(orphans, entry);
      }
    }
    if (orphans.length && owner === this._platform.owner) {
      this._keep(orphans);
      this._crow.adopt(orphans);
    }
  }

  private _navigates(event: NavigateEvent): void {
    const leaves = !event.destination.sameDocument && !event.hashChange && !event.downloadRequest;
    const stays = leaves && new URL(event.destination.url).origin === location.origin;
    this._internal = stays ? this._platform.now() : 0;
  }
}
