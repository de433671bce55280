import type { Watcher } from './capturing';

/** A page that fails in a loop says so often enough with these. */
const MAX = 20;

/** Scripts that failed. */
export const errors: Watcher = (host) => {
  const seen = new Map<string, number>();
  const report = (message: string, facts: object) => {
    const times = (seen.get(message) ?? 0) + 1;
    if (times > 3 || seen.size > MAX) {
      return;
    }
    seen.set(message, times);
    host.crow.track('error', { message: message.slice(0, 500), ...facts });
  };
  host.listen(window, 'error', (event) => {
    const failed = event as ErrorEvent;
    if (failed.message) {
      report(failed.message, {
        source: failed.filename,
        line: failed.lineno,
        column: failed.colno,
        stack: failed.error instanceof Error ? failed.error.stack?.slice(0, 1_000) : undefined,
      });
    }
  });
  host.listen(window, 'unhandledrejection', (event) => {
    const reason: unknown = (event as PromiseRejectionEvent).reason;
    const message = reason instanceof Error ? reason.message : String(reason);
    report(message, {
      unhandled: true,
      stack: reason instanceof Error ? reason.stack?.slice(0, 1_000) : undefined,
    });
  });
};
