import type { Watcher } from './capturing';

/** Films and recordings somebody started and saw to the end. */
export const media: Watcher = (host) => {
  const started = new WeakMap<Element, string>();
  const nameOf = (element: HTMLMediaElement): string =>
    element.getAttribute('data-crow-label') ||
    element.getAttribute('aria-label') ||
    element.title ||
    new URL(element.currentSrc || location.href).pathname.split('/').pop() ||
    element.localName;
  const report = (type: string) => (event: Event) => {
    const element = event.target;
    if (!(element instanceof HTMLMediaElement) || element.closest('[data-crow-ignore]')) {
      return;
    }
    const moment = `${type} ${element.currentSrc}`;
    // Background films that play by themselves are no deed of the visitor.
    if (started.get(element) === moment || (element.autoplay && element.muted)) {
      return;
    }
    started.set(element, moment);
    host.crow.track(type, {
      media: nameOf(element),
      durationS: Number.isFinite(element.duration) ? Math.round(element.duration) : undefined,
    });
  };
  host.listen(document, 'play', report('media_play'), true);
  host.listen(document, 'ended', report('crow.media_end'), true);
};
