import { BrowserCrow } from './browser';
import type { BrowserOptions } from './options';

export * from '@crow/core';
export { BrowserCrow, type Call } from './browser';
export type { Host, Part } from './host';
export type { BrowserOptions, Capture } from './options';

let running: BrowserCrow | undefined;

/** Starts CROW in this page; a second call answers the one that runs. */
export const startCrow = (options: BrowserOptions): BrowserCrow => {
  running ??= new BrowserCrow(options, (name) => {
    switch (name) {
      case 'capture':
        return import('./capture/index');
      case 'vitals':
        return import('./vitals');
      default:
        return options.replay ? options.replay() : Promise.reject(new Error('no `replay` option'));
    }
  });
  return running;
};
