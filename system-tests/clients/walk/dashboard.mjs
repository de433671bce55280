// The pages of the dashboard as people use them.
import { readFileSync } from 'node:fs';
import { button, field, pause } from '../auth-client/forms.mjs';

const PATIENCE_MS = 60_000;

/** What is asked of the API with the page's own session. */
export const asked = (page, path, body) =>
  page.evaluate(async ([path, body]) => {
    const csrf = /__Host-crow_csrf=([^;]+)/.exec(document.cookie)?.[1];
    const answer = await fetch(path, body && {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf },
      body: JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json().catch(() => undefined) };
  }, [path, body]);

/**
 * @returns milliseconds until it was so
 */
export const until = async (what, isSo, patience = PATIENCE_MS) => {
  const began = Date.now();
  while (!(await isSo())) {
    if (Date.now() - began > patience) {
      throw new Error(`Not within ${patience} ms: ${what}`);
    }
    await pause(200);
  }
  return Date.now() - began;
};

export const dashboard = (gateway) => {
  const open = async (page, path) => {
    await page.goto(`${gateway}/dashboard${path}`);
    await page.locator('h1').first().waitFor();
    await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'), null, { timeout: 30_000 });
  };

  /** The interaction with a product: the sentence that names it, chosen, and the events it rests on. */
  const evidence = async (page, product) => {
    const path = `/interactions?product=${product}`;
    await until('the interaction is listed', async () => {
      await open(page, path);
      return (await page.locator('td a').count()) > 0;
    });
    await page.locator('td a').first().click();
    await page.waitForURL('**/interactions/*');
    const sentence = page.locator('.sentences button').filter({ hasText: 'Fell Tea' }).first();
    await page.locator('.timeline .event-name bdi').first().waitFor();
    await sentence.click();
    return {
      sentence: await sentence.innerText(),
      events: await page.locator('.timeline > li .event-name bdi').allTextContents(),
      meant: await page.locator('.timeline > li[data-meant] .event-name bdi').allTextContents(),
      about: await page.locator('.timeline > li[data-meant]').allTextContents(),
    };
  };

  /** The pattern about a group of visitors that counts so many of them, from the list to what it rests on. */
  const pattern = async (page, visits, counted) => {
    const count = async () => (await asked(page, '/api/v1/interactions?limit=100')).body?.items?.length;
    await until('every visit is an interaction', async () => (await count()) >= visits);
    const day = new Date().toISOString().slice(0, 10);
    const run = await asked(page, '/api/v1/patterns/runs', { period: 'day', day });
    const listed = page.locator('.patterns > li').filter({ hasText: 'filled carts' }).filter({ hasText: counted });
    const link = listed.locator('h3 a').first();
    await until('the pattern is listed', async () => {
      await open(page, '/patterns?kind=segment');
      return (await link.count()) > 0;
    });
    await link.click();
    await page.waitForURL('**/patterns/*');
    await page.locator('td a').first().waitFor();
    return {
      run: run.status,
      title: await page.locator('h1').first().innerText(),
      told: await page.locator('.lead bdi').first().innerText(),
      interactions: await page.locator('td a').count(),
    };
  };

  /** A file of interactions, ordered and downloaded. */
  const report = async (page) => {
    await open(page, '/exports');
    await button(page, 'Make the file').click();
    const download = button(page, 'Download').first();
    await download.waitFor({ timeout: PATIENCE_MS });
    const [file] = await Promise.all([page.waitForEvent('download'), download.click()]);
    return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
  };

  /** Invites somebody who shall not see some of what members see. */
  const invite = async (page, email, withheld) => {
    await open(page, '/team');
    await button(page, 'Invite').click();
    const dialog = page.getByRole('dialog');
    await field(dialog, 'E-mail addresses').fill(email);
    for (const right of withheld) {
      await dialog.getByLabel(right, { exact: true }).uncheck();
    }
    await button(dialog, 'Send invitations').click();
    await dialog.getByText('invited', { exact: true }).waitFor();
  };

  /** What there is for somebody: places to go to, a page by its address, and answers of the API. */
  const reach = async (page, path, operations) => {
    await open(page, '/');
    const places = await page.locator('#navigation a').allTextContents();
    await open(page, path);
    const title = await page.locator('h1').first().innerText();
    const statuses = {};
    for (const operation of operations) {
      statuses[operation] = (await asked(page, operation)).status;
    }
    return { places, title, statuses };
  };

  const removeMember = async (page, email) => {
    await open(page, '/team');
    await page.getByRole('row').filter({ hasText: email }).getByRole('button', { name: 'Remove' }).first().click();
    await button(page.getByRole('dialog'), 'Remove').click();
    await page.getByText('Removed').first().waitFor();
  };

  const revokeKey = async (page, name) => {
    await open(page, '/api-keys');
    await button(page, `Revoke: ${name}`).click();
    await button(page.getByRole('dialog'), 'Revoke').click();
    await page.getByText('Revoked').first().waitFor();
  };

  return { open, evidence, pattern, report, invite, reach, removeMember, revokeKey };
};
