import type { Watcher } from './capturing';
import { isOwn } from './own';

const RAGE_CLICKS = 3;
const RAGE_TIME = 1_000;
const RAGE_RADIUS = 30;
const DEAD_TIME = 1_000;
/** Steppers, carousels and players are clicked fast on purpose. */
const FAST =
  /^([+\-−–‹›<>«»←→]|.*\b(next|prev(ious)?|increase|decrease|plus|minus|more|fewer|mehr|weniger|zurück|weiter)\b.*)$/i;
const TYPED =
  'input:not([type=submit],[type=button],[type=image]),textarea,select,option,label,video,audio,[contenteditable]';

interface Series {
  element: Element;
  x: number;
  y: number;
  first: number;
  count: number;
}

/** Clicks that tell of anger or of something broken. */
export const frustration: Watcher = (host) => {
  let series: Series | undefined;
  let ending: ReturnType<typeof setTimeout> | undefined;

  const endSeries = host.safe(() => {
    clearTimeout(ending);
    const ended = series;
    series = undefined;
    if (ended && ended.count >= RAGE_CLICKS) {
      host.crow.track('rage_click', {
        ...host.elements.describe(ended.element),
        count: ended.count,
      });
    }
  }) as () => void;

  const rage = (element: Element, event: MouseEvent) => {
    const now = performance.now();
    const near =
      series &&
      now - series.first < RAGE_TIME * Math.max(1, series.count - 1) &&
      Math.hypot(event.clientX - series.x, event.clientY - series.y) < RAGE_RADIUS;
    if (series && near) {
      series.count++;
    } else {
      endSeries();
      series = { element, x: event.clientX, y: event.clientY, first: now, count: 1 };
    }
    clearTimeout(ending);
    ending = setTimeout(endSeries, RAGE_TIME);
  };

  host.listen(
    window,
    'click',
    (event) => {
      const element = host.elements.target(event);
      if (!element || !event.isTrusted || element.matches(TYPED)) {
        return;
      }
      if (!FAST.test(host.elements.label(element))) {
        rage(element, event as MouseEvent);
      }
      if (looksAlive(element) && !watched.has(element)) {
        watch(element);
      }
    },
    true,
  );

  const watched = new WeakSet<Element>();
  /** Whether the page called somebody since then; what the SDK itself sends does not count. */
  const asked = (since: number): boolean => {
    const calls = performance.getEntriesByType('resource');
    for (let i = calls.length - 1; i >= 0; i--) {
      const call = calls[i] as PerformanceEntry;
      if (call.startTime >= since && !isOwn(host, call.name)) {
        return true;
      }
    }
    return false;
  };

  /** Waits whether a click has any effect a visitor could see. */
  const watch = (element: Element) => {
    watched.add(element);
    const stop = new AbortController();
    let alive = false;
    const sign = () => {
      alive = true;
      end();
    };
    const observer = new MutationObserver(sign);
    observer.observe(document, {
      attributes: true,
      childList: true,
      characterData: true,
      subtree: true,
    });
    const signs = [
      'scroll',
      'focusin',
      'beforeunload',
      'pagehide',
      'blur',
      'submit',
      'toggle',
      'play',
      'invalid',
    ];
    for (const type of signs) {
      window.addEventListener(type, sign, { capture: true, signal: stop.signal });
    }
    (window as { navigation?: EventTarget }).navigation?.addEventListener('navigate', sign, {
      signal: stop.signal,
    });
    const page = location.href;
    const since = performance.now();
    const end = host.safe(() => {
      clearTimeout(timer);
      observer.disconnect();
      stop.abort();
      watched.delete(element);
      if (!alive && !asked(since) && location.href === page && document.visibilityState === 'visible') {
        host.crow.track('dead_click', host.elements.describe(element));
      }
    }) as () => void;
    const timer = setTimeout(end, DEAD_TIME);
  };

  host.onAway(() => endSeries());
};

/** Whether somebody would expect a click here to do something. */
const looksAlive = (element: Element): boolean => {
  if (element.closest('a[href]:not([href^="#"]),a[download],a[target=_blank]')) {
    return false;
  }
  return (
    !!element.closest('button,a,summary,[role=button],input[type=submit],input[type=button]') ||
    getComputedStyle(element).cursor === 'pointer'
  );
};
