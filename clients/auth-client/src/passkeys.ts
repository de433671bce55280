import { answerOf, type Schemas } from '@crow/api';
import { api, type SignedIn } from './api';

/** Whether passkeys work here: browsers want a domain, which an IP address is not. */
export const passkeysWork = (): boolean =>
  typeof window.PublicKeyCredential === 'function' &&
  typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function' &&
  !/^[\d.]+$|^\[/.test(location.hostname);

/** Somebody closed the browser's window, or let it wait too long; nothing to be told about. */
export class Cancelled extends Error {}

const ceremony = async (work: Promise<Credential | null>): Promise<PublicKeyCredential> => {
  try {
    const made = await work;
    if (made instanceof PublicKeyCredential) {
      return made;
    }
    throw new Cancelled();
  } catch (error) {
    if (error instanceof DOMException && ['NotAllowedError', 'AbortError'].includes(error.name)) {
      throw new Cancelled();
    }
    throw error;
  }
};

const shown = async (options: Schemas['RequestOptions']): Promise<Schemas['Assertion']> => {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as PublicKeyCredentialRequestOptionsJSON,
  );
  return (await ceremony(navigator.credentials.get({ publicKey }))).toJSON() as Schemas['Assertion'];
};

/** @param challenge of a sign-in by password whose second factor the passkey is */
export const signInByPasskey = async (challenge?: string, rememberMe = false): Promise<SignedIn> => {
  const options = await answerOf(
    api.POST('/api/v1/auth/sign-in/passkey/options', { body: challenge ? { challenge } : {} }),
  );
  const credential = await shown(options);
  return answerOf(api.POST('/api/v1/auth/sign-in/passkey', { body: { credential, rememberMe } }));
};

/** Shows once more who is signed in. */
export const confirmByPasskey = async (): Promise<void> => {
  const options = await answerOf(api.POST('/api/v1/auth/session/confirm-options'));
  await api.POST('/api/v1/auth/session/confirm', { body: { credential: await shown(options) } });
};

/** @returns recovery codes, if these are the first */
export const addPasskey = async (name: string): Promise<string[]> => {
  const options = await answerOf(api.POST('/api/v1/auth/passkeys/options'));
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as PublicKeyCredentialCreationOptionsJSON,
  );
  const made = await ceremony(navigator.credentials.create({ publicKey }));
  const added = await answerOf(
    api.POST('/api/v1/auth/passkeys', {
      body: { name, credential: made.toJSON() as Schemas['NewCredential'] },
    }),
  );
  return added.recoveryCodes;
};
