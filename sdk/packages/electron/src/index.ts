import { randomFillSync } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Answer, Crow, type CrowOptions, type Outgoing, type Platform, uuid7 } from '@crow/core';
import { ListedStore } from '@crow/core/listed';

export * from '@crow/core';

/** The part of Electron's `app` that is used. */
export interface App {
  getPath(name: 'userData'): string;
  getName(): string;
  getVersion(): string;
  getLocale(): string;
  on(event: 'before-quit', listener: () => void): unknown;
}

/** The part of Electron's `ipcMain` that is used. */
export interface IpcMain {
  on(channel: string, listener: (event: unknown, ...given: unknown[]) => void): unknown;
}

/** The part of Electron's `ipcRenderer` that is used. */
export interface IpcRenderer {
  send(channel: string, ...given: unknown[]): void;
}

export interface ElectronOptions extends CrowOptions {
  app: App;
  /** Given, windows report through it; see `bridge`. */
  ipcMain?: IpcMain | undefined;
}

const CHANNEL = 'crow';
/** What windows may call; they may not change where the main process sends to. */
const CALLS = ['track', 'identify', 'alias', 'reset', 'optIn', 'optOut', 'setConsent', 'flush'] as const;

/** What a window gets from its preload script. */
export type Bridge = Record<(typeof CALLS)[number], (...given: unknown[]) => void>;

/**
 * For the preload script: `contextBridge.exposeInMainWorld('crow', bridge(ipcRenderer))`. Windows on
 * `file:` have no origin the gateway could accept; this way they need none.
 */
export const bridge = (ipcRenderer: IpcRenderer): Bridge => {
  const calls: Partial<Bridge> = {};
  for (const call of CALLS) {
    calls[call] = (...given) => ipcRenderer.send(CHANNEL, call, ...given);
  }
  return calls as Bridge;
};

/** Starts CROW in the main process; what an earlier run could not send is sent now. */
export const startCrow = async (options: ElectronOptions): Promise<Crow> => {
  const { app } = options;
  const name = `crow.${options.key.split('_')[2] ?? ''}`;
  const folder = join(app.getPath('userData'), name);
  await mkdir(folder, { recursive: true });
  const events = join(folder, 'events.json');
  const store = new ListedStore(
    {
      read: () => readFile(events, 'utf8'),
      write: async (text) => {
        // Whole or not at all, whenever the power goes.
        await writeFile(`${events}.new`, text);
        await rename(`${events}.new`, events);
      },
    },
    options.maxQueueBytes ?? 1_000_000,
  );
  const crow = new Crow(options, platformOf(app, folder, store));
  options.ipcMain?.on(CHANNEL, (_, call, ...given) => {
    if (CALLS.includes(call as (typeof CALLS)[number])) {
      (crow[call as 'track'] as (...given: unknown[]) => unknown)(...given);
    }
  });
  app.on('before-quit', () => crow.leave());
  try {
    crow.adopt(await store.all());
  } catch (e) {
    crow.log('what an earlier run kept cannot be read', e);
  }
  return crow;
};

const platformOf = (app: App, folder: string, store: ListedStore): Platform => {
  const now = () => Date.now();
  const random = (count: number) => randomFillSync(new Uint8Array(count));
  const file = (key: string) => join(folder, `${key}.json`);
  return {
    owner: uuid7(now(), random),
    settings: {
      get: (key) => {
        try {
          return readFileSync(file(key), 'utf8');
        } catch {
          return null;
        }
      },
      set: (key, value) => {
        mkdirSync(folder, { recursive: true });
        writeFileSync(file(key), value);
      },
      remove: (key) => rmSync(file(key), { force: true }),
    },
    store,
    now,
    random,
    later: (work, milliseconds) => setTimeout(work, milliseconds),
    cancel: (timer) => clearTimeout(timer as NodeJS.Timeout),
    send,
    online: () => true,
    objects: () => false,
    context: () => ({
      userAgent: `${app.getName()}/${app.getVersion()} (${process.platform})`,
      locale: app.getLocale(),
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
    page: () => ({ title: app.getName() }),
  };
};

const send = async (request: Outgoing): Promise<Answer> => {
  const worthIt = request.gzip && request.body.length > 1_200;
  const answer = await fetch(request.url, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${request.key}`,
      'Content-Type': 'application/json',
      ...(worthIt ? { 'Content-Encoding': 'gzip' } : {}),
    },
    body: worthIt ? new Uint8Array(gzipSync(request.body)) : request.body,
    signal: AbortSignal.timeout(15_000),
  });
  return {
    status: answer.status,
    retryAfter: answer.headers.get('Retry-After'),
    body: await answer.text(),
  };
};
