/** The script tag: `<script async src="https://crow.example/sdk/crow.js" data-key="crow_pk_…"></script>`. */
import { BrowserCrow, type Call } from './browser';
import type { Loader } from './host';
import type { BrowserOptions } from './options';

declare const CROW_FOLDER: string;

const start = () => {
  const tag = document.currentScript as HTMLScriptElement | null;
  const page = window as unknown as { crow?: BrowserCrow | Call[]; crowOptions?: Partial<BrowserOptions> };
  if (!tag || (page.crow as BrowserCrow)?.track) {
    return;
  }
  const data = tag.dataset;
  const source = new URL(tag.src);
  const options: BrowserOptions = {
    endpoint: data.endpoint ?? source.origin,
    key: data.key ?? '',
    consent: data.consent === 'required' ? 'required' : 'assumed',
    debug: 'debug' in data,
    persistence: data.persistence === 'session' ? 'session' : 'local',
    replaySample: +(data.replaySample ?? 0),
    ...page.crowOptions,
  };
  // Parts come from the folder of this very version, wherever the newest one is by then.
  const folder = source.pathname.includes(CROW_FOLDER) ? './' : `./${CROW_FOLDER}/`;
  const load: Loader = (name) => import(/* @vite-ignore */ new URL(`${folder}${name}.js`, source).href);
  page.crow = new BrowserCrow(options, load, page.crow as Call[] | undefined);
};

try {
  start();
} catch (e) {
  console.warn('CROW', e);
}
