import type { Watcher } from './capturing';

/** Events that a page names in its HTML: `<button data-crow-event="newsletter" data-crow-prop-plan="pro">`. */
export const marked: Watcher = (host) => {
  host.listen(
    window,
    'click',
    (event) => {
      const element = host.elements.target(event)?.closest('[data-crow-event]');
      const type = element?.getAttribute('data-crow-event');
      if (!element || !type || !event.isTrusted) {
        return;
      }
      const properties: Record<string, string> = {};
      for (const { name, value } of element.attributes) {
        if (name.startsWith('data-crow-prop-')) {
          properties[camel(name.slice('data-crow-prop-'.length))] = value;
        }
      }
      host.crow.track(type, properties);
    },
    true,
  );
};

const camel = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
