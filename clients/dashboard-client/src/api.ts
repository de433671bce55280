import { makeApi, signInAt } from '@crow/api';
import { createStore } from '@crow/ui-kit';

/** Whether the session ended while something was being changed, which must not be lost. */
export const endedStore = createStore(false);

const here = (): string => location.pathname + location.search + location.hash;

/** Leaves for the sign-in, which leads back to this very address. */
export const signInAgain = (): void => location.assign(signInAt(here()));

/**
 * The suite as the signed-in person. When the session has ended, reading leaves for the sign-in, for
 * the address holds all there is to see; a change stays, with what was typed, and asks.
 */
export const api = makeApi((_, method) => {
  if (method === 'GET' && !endedStore.get() && !document.querySelector('form[data-touched]')) {
    signInAgain();
  } else {
    endedStore.set(true);
  }
});
