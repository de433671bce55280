import { createStore, keptIn } from '@crow/ui-kit';

/**
 * Where the visitor stands: the SDK is not there (yet), the browser has objected for them, nobody
 * asked them, or what they said.
 */
export type Consent = 'unknown' | 'objected' | 'open' | 'granted' | 'refused';

const NAME = 'tarnvik.consent';
const kept = keptIn('localStorage');

export const consent = createStore<Consent>('unknown');

const objects = (): boolean =>
  (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true ||
  navigator.doNotTrack === '1';

const said = (): Consent => {
  const answer = kept.get(NAME);
  return answer === 'granted' || answer === 'refused' ? answer : 'open';
};

/** Asks nothing before the SDK is there to honour the answer, and nothing of whose browser has answered. */
export const recallConsent = (): void => {
  const settle = () => consent.set(objects() ? 'objected' : said());
  const script = document.querySelector<HTMLScriptElement>('script[src$="/sdk/crow.js"]');
  if (window.crow?.consent) {
    settle();
  } else {
    script?.addEventListener('load', settle, { once: true });
  }
};

export const decide = (granted: boolean): void => {
  kept.set(NAME, granted ? 'granted' : 'refused');
  window.crow ??= [] as unknown as Crow;
  window.crow.push(['setConsent', { analytics: granted, replay: granted }]);
  consent.set(granted ? 'granted' : 'refused');
};
