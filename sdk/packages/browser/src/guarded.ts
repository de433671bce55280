/**
 * What the `web-vitals` library asks the browser for, so that none of its callbacks can throw into
 * the page, whatever the page replaced. The build puts these in place of the globals in `vitals.js`.
 */
const guard =
  <A, R>(work: (given: A) => R) =>
  (given: A): R | undefined => {
    try {
      return work(given);
    } catch {
      // A measurement less.
      return undefined;
    }
  };

const guarded = new WeakMap<EventListener, EventListener>();
const guardOf = (listener: EventListener): EventListener => {
  const known = guarded.get(listener) ?? (guard(listener) as EventListener);
  guarded.set(listener, known);
  return known;
};

const Observer = window.PerformanceObserver;
const done = window.Promise.resolve();
const soon = done.then.bind(done) as (work: () => void) => unknown;
/** All the library wants of promises: to do something a moment later. */
// biome-ignore lint/suspicious/noThenProperty: the library calls nothing else of a promise.
const Later = { resolve: () => ({ then: (work: () => void) => soon(guard(work) as () => void) }) };
export { Later as Promise };

export class PerformanceObserver extends Observer {
  constructor(work: PerformanceObserverCallback) {
    super((entries, observer) => guard(() => work(entries, observer))(undefined));
  }
}

const { addEventListener: listen, removeEventListener: unlisten, setTimeout: later } = window;
const { requestAnimationFrame: frame, requestIdleCallback: idle } = window;
export const crowListen = (type: string, listener: EventListener, options?: boolean) =>
  listen.call(document, type, guardOf(listener), options);
export const addEventListener = (type: string, listener: EventListener, options?: boolean) =>
  listen.call(window, type, guardOf(listener), options);
export const removeEventListener = (type: string, listener: EventListener, options?: boolean) => {
  unlisten.call(window, type, guardOf(listener), options);
  unlisten.call(document, type, guardOf(listener), options);
};
export const setTimeout = (work: () => void, delay?: number) => later(guard(work), delay);
export const requestAnimationFrame = (work: FrameRequestCallback) =>
  frame(guard(work) as FrameRequestCallback);

export const crowIdle = idle && ((work: IdleRequestCallback) => idle(guard(work) as IdleRequestCallback));
