import type { Part } from '../host';
import type { Capture } from '../options';
import type { Capturing, Watcher } from './capturing';
import { clicks } from './clicks';
import { downloads } from './downloads';
import { Elements } from './elements';
import { errors } from './errors';
import { forms } from './forms';
import { frustration } from './frustration';
import { marked } from './marked';
import { media } from './media';
import { network } from './network';
import { Pages } from './pages';
import { products } from './products';
import { scroll } from './scroll';
import { search } from './search';
import { Tabs } from './tabs';

const begin = (host: Capturing, name: keyof Capture, part: Watcher) => {
  if (host.wants(name)) {
    host.safe(part as (host: Capturing) => void)(host);
  }
};

/** Everything captured by itself beyond page views, and the device's part in not losing any of it. */
export const start: Part = (given) => {
  const tabs = new Tabs(given);
  const pages = new Pages(given);
  const away: ((gone: boolean) => void)[] = [];
  const host: Capturing = {
    ...given,
    elements: new Elements(given.options),
    onRoute: (listener) => pages.onRoute(given.safe(listener) as () => void),
    onAway: (listener) => {
      away[away.length] = given.safe(listener);
    },
  };
  // First everybody says what they still know, then it is sent.
  given.away = (gone) => {
    for (let i = 0; i < away.length; i++) {
      (away[i] as (gone: boolean) => void)(gone);
    }
    if (gone) {
      pages.left('page');
      tabs.sleep();
    } else {
      tabs.away();
    }
  };
  begin(host, 'clicks', clicks);
  begin(host, 'errors', errors);
  begin(host, 'network', network);
  begin(host, 'search', search);
  begin(host, 'products', products);
  begin(host, 'forms', forms);
  begin(host, 'frustration', frustration);
  begin(host, 'scroll', scroll);
  begin(host, 'media', media);
  begin(host, 'downloads', downloads);
  marked(host);
  given.early = undefined;
};
