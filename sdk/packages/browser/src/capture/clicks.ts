import type { Watcher } from './capturing';

/** Clicks on anything, with what a person would call it. */
export const clicks: Watcher = (host) => {
  const clicked = (element: Element | undefined, event: MouseEvent) => {
    if (element && event.isTrusted) {
      host.crow.track('click', {
        ...host.elements.describe(element),
        x: Math.round(event.pageX),
        y: Math.round(event.pageY),
      });
    }
  };
  const early = host.early ?? [];
  for (let i = 0; i < early.length; i++) {
    const click = early[i];
    if (click) {
      clicked(host.elements.around(click.first), click.event);
    }
  }
  host.listen(window, 'click', (event) => clicked(host.elements.target(event), event as MouseEvent), true);
};
