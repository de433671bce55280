import { type Answer, type Outgoing, type Page, type Platform, uuid7 } from '@crow/core';
import type { BrowserOptions } from './options';
import { settingsOf } from './settings';

/** Longest wait for an answer. */
const TIMEOUT = 15_000;
/** Requests that may outlive their page share 64 KiB; ordinary ones leave most of it to the last. */
const KEEPALIVE_BYTES = 16_000;
const WORTH_GZIP = 1_200;

// As they were when this file loaded, whatever the page makes of them.
const fetch = window.fetch.bind(window);
const { Response, Blob, CompressionStream, AbortController, setTimeout, clearTimeout } = window;
const now = Date.now;
const random = crypto.getRandomValues.bind(crypto);

/** The address without the values a page may not want to tell. */
export const cleanUrl = (url: string): string =>
  url.replace(
    /([?&#][^=&#]*(?:token|key|secret|pass|pwd|auth|code|mail|session|sig)[^=&#]*=)[^&#]+/gi,
    '$1[masked]',
  );

const gzip = (body: string): Promise<Blob> =>
  new Response(new Blob([body]).stream().pipeThrough(new CompressionStream('gzip'))).blob();

const send = async (request: Outgoing): Promise<Answer> => {
  const headers: Record<string, string> = {
    Authorization: `Bearer ${request.key}`,
    'Content-Type': 'application/json',
  };
  let body: string | Blob = request.body;
  let size = body.length;
  if (request.gzip && size > WORTH_GZIP && CompressionStream) {
    body = await gzip(body);
    size = body.size;
    headers['Content-Encoding'] = 'gzip';
  }
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), TIMEOUT);
  try {
    const answer = await fetch(request.url, {
      method: 'POST',
      headers,
      body,
      credentials: 'omit',
      keepalive: request.leaving || size < KEEPALIVE_BYTES,
      signal: abort.signal,
    });
    return {
      status: answer.status,
      retryAfter: answer.headers.get('Retry-After'),
      body: await answer.text(),
    };
  } finally {
    clearTimeout(timer);
  }
};

/** Whether the visitor's browser objects in their name. */
const objects = (options: BrowserOptions): boolean => {
  const browser = navigator as { globalPrivacyControl?: boolean; doNotTrack?: string | null };
  return (
    (options.respectGpc !== false && browser.globalPrivacyControl === true) ||
    (options.respectDnt !== false && browser.doNotTrack === '1')
  );
};

export interface BrowserPlatform extends Platform {
  /** Overrides what pages are called, between two routes of one page. */
  came: string | undefined;
}

export const browserPlatform = (options: BrowserOptions): BrowserPlatform => {
  const platform: BrowserPlatform = {
    owner: uuid7(now(), (count) => random(new Uint8Array(count))),
    came: undefined,
    settings: settingsOf(options.persistence === 'session' ? 'sessionStorage' : 'localStorage'),
    now: () => now(),
    random: (count) => random(new Uint8Array(count)),
    later: (work, milliseconds) => setTimeout(work, milliseconds),
    cancel: (timer) => clearTimeout(timer as number),
    send,
    online: () => navigator.onLine !== false,
    objects: () => objects(options),
    context: () => ({
      userAgent: navigator.userAgent,
      locale: navigator.language,
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      screenSize: { width: screen.width, height: screen.height },
    }),
    page: (): Page => ({
      url: cleanUrl(location.href),
      title: document.title,
      referrer: cleanUrl(platform.came ?? document.referrer),
    }),
  };
  return platform;
};
