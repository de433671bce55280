// Adds a passkey of Chromium's virtual authenticator at a page of the gateway's own origin, signs out, and signs in by
// it: alone, and after the password.
// usage: node visit.mjs <http://localhost:port> <address> <password> <chromium>;  prints what happened as JSON
import { chromium } from 'playwright-core';

const [gateway, email, password, executablePath] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-quic'],
});
try {
  const tab = await browser.newPage();
  await tab.route(`${gateway}/page`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Sign in</title>' }));
  const devTools = await tab.context().newCDPSession(tab);
  await devTools.send('WebAuthn.enable');
  await devTools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true,
      isUserVerified: true, automaticPresenceSimulation: true },
  });
  await tab.goto(`${gateway}/page`);
  const result = await tab.evaluate(async ({ email, password }) => {
    let csrf = '';
    const call = async (method, path, body) => {
      const answer = await fetch(`/api/v1/auth/${path}`, {
        method, headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const text = await answer.text();
      const json = text === '' ? {} : JSON.parse(text);
      csrf = json.csrfToken ?? csrf;
      return { status: answer.status, ...json };
    };
    const use = async (options) => (await navigator.credentials.get({
      publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) })).toJSON();
    const steps = {};
    steps.password = (await call('POST', 'sign-in/email', { email, password })).status;
    const { status: _, ...creation } = await call('POST', 'passkeys/options', {});
    const made = await navigator.credentials.create({
      publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(creation) });
    const added = await call('POST', 'passkeys', { name: 'Chromium', credential: made.toJSON() });
    steps.added = added.status;
    steps.recoveryCodes = added.recoveryCodes?.length;
    steps.signedOut = (await call('POST', 'sign-out', {})).status;
    steps.outside = (await call('GET', 'session')).status;
    const { status: __, ...anybody } = await call('POST', 'sign-in/passkey/options', {});
    const alone = await call('POST', 'sign-in/passkey', { credential: await use(anybody) });
    steps.byPasskey = alone.status;
    steps.who = (await call('GET', 'session')).user?.email;
    const { status: ___, ...again } = await call('POST', 'session/confirm-options', {});
    steps.confirmed = (await call('POST', 'session/confirm', { credential: await use(again) })).status;
    steps.signedOutAgain = (await call('POST', 'sign-out', {})).status;
    const half = await call('POST', 'sign-in/email', { email, password });
    steps.half = half.status;
    const { status: ____, ...second } = await call('POST', 'sign-in/passkey/options', { challenge: half.challenge });
    steps.both = (await call('POST', 'sign-in/passkey', { credential: await use(second) })).status;
    return steps;
  }, { email, password });
  console.log(JSON.stringify(result));
} finally {
  await browser.close();
}
