import { keptIn } from '@crow/ui-kit';

const tab = keptIn('sessionStorage');
const device = keptIn('localStorage');

interface Place {
  get(): string | undefined;
  set(value: string): void;
  forget(): void;
}

const place = (kept: typeof tab, name: string): Place => ({
  get: () => kept.get(name) ?? undefined,
  set: (value) => kept.set(name, value),
  forget: () => kept.remove(name),
});

/** The address somebody signed up with: the mailed link opens in a tab of its own. Forgotten at the first sign-in. */
export const givenEmail = place(device, 'crow.auth.email');

/** An invitation that is still to be accepted, while its owner signs in. */
export const invitation = place(tab, 'crow.auth.invitation');

/** Where to go after the set-up. */
export const afterwards = place(tab, 'crow.auth.next');

/** The publishable key made in the set-up, by organization: the suite shows it once, and pages show it anyway. */
export const siteKey = (organization: string): Place => place(device, `crow.auth.site-key.${organization}`);
