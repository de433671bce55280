import type { Watcher } from './capturing';
import { isOwn } from './own';

const MAX = 50;

/** Calls of the page that were answered with an error; the browser tells, nothing is patched. */
export const network: Watcher = (host) => {
  let left = MAX;
  const observer = new PerformanceObserver(
    host.safe((list: PerformanceObserverEntryList) => {
      const entries = list.getEntries() as PerformanceResourceTiming[];
      for (let i = 0; i < entries.length; i++) {
        const entry = entries[i] as PerformanceResourceTiming;
        const status = entry.responseStatus;
        const call = /^(fetch|xmlhttprequest)$/.test(entry.initiatorType);
        if (call && status >= 400 && !isOwn(host, entry.name) && left-- > 0) {
          const url = new URL(entry.name);
          host.crow.track('api_error', {
            status,
            path: url.pathname,
            host: url.host,
            durationMs: Math.round(entry.duration),
          });
        }
      }
    }),
  );
  observer.observe({ type: 'resource', buffered: true });
};
