import type { Host } from '../host';

/** Where the browser cannot tell of routes, the address is looked at this often. */
const LOOK_EVERY = 1_000;

/** Page views, routes of one-page applications, and how each page ended. */
export class Pages {
  private _url = address();
  private _since = Date.now();
  private _visibleSince = document.hidden ? 0 : Date.now();
  private _visible = 0;
  private _depth = 0;
  private readonly _routes: (() => void)[] = [];

  constructor(private readonly _host: Host) {
    const look = () => this._look();
    const navigation = (window as { navigation?: EventTarget }).navigation;
    if (navigation) {
      this._host.listen(navigation, 'currententrychange', look);
    } else {
      this._host.listen(window, 'popstate', look);
      this._host.listen(window, 'hashchange', look);
      setInterval(this._host.safe(look), LOOK_EVERY);
    }
    this._host.listen(window, 'scroll', () => this._scrolled());
    this._host.listen(document, 'visibilitychange', () => this._visibility(), true);
    this._host.listen(window, 'pageshow', (event) => {
      if ((event as PageTransitionEvent).persisted) {
        this._viewed();
      }
    });
  }

  onRoute(listener: () => void): void {
    this._routes[this._routes.length] = listener;
  }

  private _look(): void {
    const url = address();
    if (url === this._url) {
      return;
    }
    this.left('route');
    this._host.platform.came = this._url;
    // Applications set the title a moment after the address.
    this._url = url;
    setTimeout(
      this._host.safe(() => {
        if (url === address()) {
          this._viewed();
          for (let i = 0; i < this._routes.length; i++) {
            (this._routes[i] as () => void)();
          }
        }
      }),
      50,
    );
  }

  private _viewed(): void {
    this._url = address();
    this._since = Date.now();
    this._visibleSince = document.visibilityState === 'visible' ? this._since : 0;
    this._visible = 0;
    this._depth = 0;
    if (this._host.wants('pages')) {
      this._host.crow.track('page_view');
    }
  }

  private _visibility(): void {
    const now = Date.now();
    if (document.visibilityState === 'visible') {
      this._visibleSince = now;
    } else {
      this._pauseVisible(now);
    }
    // On the way out the page's end says it all.
    if (this._since && this._host.wants('visibility')) {
      this._host.crow.track('crow.visibility', {
        state: document.visibilityState,
        visibleMs: this._visible,
      });
    }
  }

  private _pauseVisible(now: number): void {
    this._visible += this._visibleSince ? now - this._visibleSince : 0;
    this._visibleSince = 0;
  }

  /** The page, or the route, is seen no more. */
  left(by: 'page' | 'route'): void {
    if (!this._since) {
      return;
    }
    const now = Date.now();
    const wasVisible = this._visibleSince;
    this._pauseVisible(now);
    this._visibleSince = by === 'route' ? wasVisible && now : 0;
    // Whoever did not scroll saw what the window showed.
    this._scrolled();
    if (this._host.wants('pages')) {
      this._host.crow.track(
        'crow.page_leave',
        { durationMs: now - this._since, visibleMs: this._visible, depth: this._depth, by },
        { url: this._url, title: document.title },
      );
    }
    this._since = 0;
  }

  private _scrolled(): void {
    const root = document.documentElement;
    const depth = Math.round((100 * (scrollY + innerHeight)) / Math.max(1, root.scrollHeight));
    this._depth = Math.max(this._depth, Math.min(100, depth));
  }
}

/** What makes two pages different: not the fragment, unless it is a route. */
const address = (): string =>
  location.origin + location.pathname + location.search + (/^#!?\//.test(location.hash) ? location.hash : '');
