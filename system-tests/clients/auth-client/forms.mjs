// The forms of the auth-client as people fill them in, and the mails that lead on from them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const PASSWORD = 'Quartz-Lantern-47-Harbour';

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

export const at = (page, path) =>
  page.waitForURL((url) => url.pathname.replace(/\/$/, '') === path, { timeout: 30_000 });
export const button = (page, name) => page.getByRole('button', { name, exact: true });
export const field = (page, label) => page.getByLabel(label, { exact: true });

export const signIn = async (page, email, password = PASSWORD) => {
  await field(page, 'Work e-mail').fill(email);
  await field(page, 'Password').fill(password);
  await button(page, 'Sign in').click();
};

export const step = (page, name) => at(page, `/auth/onboarding/${name}`);
export const goOn = (page) => button(page, 'Save and go on').click();

/** The first two steps, after which the organization exists. */
export const found = async (page, name) => {
  await step(page, 'profile');
  await goOn(page);
  await step(page, 'organization');
  await field(page, 'Name of the organization').fill(name);
  await goOn(page);
  await step(page, 'plan');
};

const textOf = (mail) => mail.replaceAll('=\r\n', '').replaceAll('=3D', '=');

/**
 * @param gateway its address
 * @param mails folder in which the suite puts them
 */
export const mailbox = (gateway, mails) => {
  /** The link of the newest mail to an address, of one kind. */
  const mailed = async (email, page) => {
    const form = new RegExp(`https?://\\S+?/auth/${page}#token=[A-Za-z0-9_-]{43}`);
    for (let attempt = 0; attempt < 100; attempt++) {
      // The folder comes with the first mail.
      const links = (existsSync(mails) ? readdirSync(mails) : [])
        .sort()
        .map((name) => textOf(readFileSync(join(mails, name), 'utf8')))
        .filter((mail) => mail.includes(`To: ${email}`))
        .map((mail) => form.exec(mail)?.[0])
        .filter(Boolean);
      if (links.length > 0) {
        return links.at(-1);
      }
      await pause(200);
    }
    throw new Error(`No mail for ${page} came to ${email}`);
  };

  /** Opens the mailed link, and ends at the form for signing in. */
  const verify = async (page, email) => {
    await page.goto(await mailed(email, 'verify-email'));
    await button(page, 'Confirm the address').click();
    await page.getByRole('link', { name: 'Sign in', exact: true }).click();
    await at(page, '/auth/sign-in');
  };

  /** Signs up with the form, opens the mailed link, and ends at the form for signing in. */
  const signUp = async (page, email) => {
    await page.goto(`${gateway}/auth/sign-up`);
    await field(page, 'Work e-mail').fill(email);
    await createAccount(page, 'Robin Vale');
    await verify(page, email);
  };

  return { mailed, verify, signUp };
};

/** Fills in what the form for signing up asks for besides the address. */
export const createAccount = async (page, name) => {
  await field(page, 'Your name').fill(name);
  await field(page, 'Password').fill(PASSWORD);
  await button(page, 'Create account').click();
  await at(page, '/auth/check-mail');
};
