import { Crow } from '@crow/core';
import type { Host, Loader } from './host';
import type { BrowserOptions } from './options';
import { browserPlatform } from './platform';

/** A call kept for later: the method's name and what it is given. */
export type Call = [string, ...unknown[]];

/** CROW in a page. */
export class BrowserCrow extends Crow {
  private _running = false;
  private readonly _host: Host;

  constructor(
    private readonly _given: BrowserOptions,
    private readonly _load: Loader,
    waiting?: Call[],
  ) {
    const platform = browserPlatform(_given);
    super(_given, platform);
    const safe =
      <A>(work: (given: A) => void) =>
      (given: A) => {
        try {
          work(given);
        } catch (e) {
          this.log('capture', e);
        }
      };
    this._host = {
      crow: this,
      options: _given,
      platform,
      name: this.prefix,
      early: [],
      away: () => this.leave(),
      wants: (capture) => _given.capture?.[capture] !== false,
      safe,
      listen: (target, type, listener, capture = false) =>
        target.addEventListener(type, safe(listener), { capture, passive: true }),
    };
    // What the page wants to be observed, or not, counts from the first event on.
    for (let i = 0; waiting && i < waiting.length; i++) {
      this.push(waiting[i] as Call);
    }
    this.onConsent(() => this._start());
    this._start();
  }

  /** Takes a call as data, so that pages may call before this script is there. */
  push(call: Call): void {
    try {
      const method = (this as unknown as Record<string, (...given: unknown[]) => void>)[call[0]];
      method?.call(this, call[1], call[2], call[3]);
    } catch (e) {
      this.log('call', e);
    }
  }

  /** What is captured by itself begins when somebody may be observed, and once. */
  private _start(): void {
    if (this._running || !this.capturing) {
      return;
    }
    this._running = true;
    const begin = this._host.safe(() => this._observe());
    const page = document as { prerendering?: boolean };
    if (page.prerendering) {
      this._host.listen(document, 'prerenderingchange', begin);
    } else {
      begin(undefined);
    }
  }

  private _observe(): void {
    const host = this._host;
    if (host.wants('pages')) {
      this.track('page_view');
    }
    host.listen(
      window,
      'click',
      (event) => {
        if (host.early && event.isTrusted) {
          host.early[host.early.length] = {
            event: event as MouseEvent,
            first: event.composedPath()[0] ?? event.target,
          };
        }
      },
      true,
    );
    host.listen(window, 'pagehide', () => host.away(true));
    // At the window, so that whoever listens at the document was heard before.
    host.listen(window, 'visibilitychange', () => {
      if (document.hidden) {
        host.away(false);
      }
    });
    host.listen(window, 'online', () => this.flush());
    this._part('capture');
    const later = () => {
      if (host.wants('vitals')) {
        this._part('vitals');
      }
      if (this._given.replaySample) {
        this._part('replay');
      }
    };
    // Not every browser says when it is idle.
    (window.requestIdleCallback ?? setTimeout)(later);
  }

  private async _part(name: 'capture' | 'vitals' | 'replay'): Promise<void> {
    try {
      (await this._load(name)).start(this._host);
    } catch (e) {
      this.log(`without ${name}`, e);
    }
  }
}
