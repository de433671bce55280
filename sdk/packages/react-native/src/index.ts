import {
  type Answer,
  Crow,
  type CrowOptions,
  type Outgoing,
  type Platform,
  type Properties,
  uuid7,
} from '@crow/core';
import { ListedStore } from '@crow/core/listed';

export * from '@crow/core';

/** The part of `@react-native-async-storage/async-storage` that is used. */
export interface AsyncStorage {
  getItem(key: string): Promise<string | null>;
  setItem(key: string, value: string): Promise<void>;
  removeItem(key: string): Promise<void>;
}

/** React Native's `AppState`. */
export interface AppState {
  currentState: string;
  addEventListener(type: 'change', listener: (state: string) => void): { remove(): void };
}

export interface NativeOptions extends CrowOptions {
  /** Without it ids and unsent events last as long as the app runs. */
  storage?: AsyncStorage | undefined;
  appState?: AppState | undefined;
  /** What `@react-native-community/netinfo` or the like says. */
  isOnline?: (() => boolean) | undefined;
  /** Reported as what the visitor uses, such as `Shop/2.1 (iOS 19)`. */
  userAgent?: string | undefined;
  screenSize?: { width: number; height: number } | undefined;
}

/** CROW in an app. */
export class NativeCrow extends Crow {
  private screenName = '';
  private since = 0;

  constructor(
    options: NativeOptions,
    private readonly native: NativePlatform,
  ) {
    super(options, native);
    options.appState?.addEventListener('change', (state) => this.appChanged(state));
    const { ErrorUtils } = globalThis as { ErrorUtils?: ErrorUtils };
    const handler = ErrorUtils?.getGlobalHandler();
    ErrorUtils?.setGlobalHandler((error, fatal) => {
      this.track('error', { message: String(error?.message ?? error), fatal: fatal === true });
      this.leave();
      handler?.(error, fatal);
    });
  }

  /** Somebody came to a screen; call it from the navigation's state listener. */
  screen(name: string, properties: Properties = {}): void {
    this.screenLeft();
    this.native.came = this.screenName;
    this.screenName = name;
    this.native.screen = name;
    this.since = this.native.now();
    this.track('page_view', properties);
  }

  private screenLeft(): void {
    if (this.screenName) {
      const durationMs = this.native.now() - this.since;
      this.track('crow.page_leave', { durationMs, by: 'route' });
    }
  }

  private appChanged(state: string): void {
    const hidden = state !== 'active';
    this.track('crow.visibility', { state: hidden ? 'hidden' : 'visible' });
    if (hidden) {
      this.leave();
    } else {
      this.flush();
    }
  }
}

interface ErrorUtils {
  getGlobalHandler(): ((error: Error, fatal?: boolean) => void) | undefined;
  setGlobalHandler(handler: (error: Error, fatal?: boolean) => void): void;
}

interface NativePlatform extends Platform {
  screen: string;
  came: string;
}

/**
 * Starts CROW. Settles when what the device keeps was read: ids, consent, and events that an earlier
 * run of the app could not send, which are sent now.
 */
export const startCrow = async (options: NativeOptions): Promise<NativeCrow> => {
  const name = `crow.${options.key.split('_')[2] ?? ''}.`;
  const names = ['consent', 'person', 'session'];
  const kept = new Map<string, string>();
  const { storage } = options;
  const quietly = (work: Promise<unknown> | undefined) =>
    work?.then(
      () => {},
      (e: unknown) => options.debug && console.debug('CROW', 'not kept on the device', e),
    );
  for (const part of names) {
    try {
      const value = await storage?.getItem(name + part);
      if (typeof value === 'string') {
        kept.set(name + part, value);
      }
    } catch (e) {
      await quietly(Promise.reject(e));
    }
  }
  const store =
    storage &&
    new ListedStore(
      {
        read: () => storage.getItem(`${name}events`),
        write: (text) => storage.setItem(`${name}events`, text),
      },
      options.maxQueueBytes ?? 1_000_000,
    );
  const now = () => Date.now();
  const platform: NativePlatform = {
    owner: uuid7(now(), random),
    screen: '',
    came: '',
    settings: {
      get: (key) => kept.get(key) ?? null,
      set: (key, value) => {
        kept.set(key, value);
        quietly(storage?.setItem(key, value));
      },
      remove: (key) => {
        kept.delete(key);
        quietly(storage?.removeItem(key));
      },
    },
    store,
    now,
    random,
    later: (work, milliseconds) => setTimeout(work, milliseconds),
    cancel: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
    send,
    online: () => options.isOnline?.() ?? true,
    objects: () => false,
    context: () => ({
      userAgent: options.userAgent,
      locale: Intl.DateTimeFormat().resolvedOptions().locale,
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      screenSize: options.screenSize,
    }),
    page: () => ({
      url: platform.screen ? `app://${encodeURI(platform.screen)}` : undefined,
      title: platform.screen,
      referrer: platform.came ? `app://${encodeURI(platform.came)}` : undefined,
    }),
  };
  const crow = new NativeCrow(options, platform);
  try {
    crow.adopt((await store?.all()) ?? []);
  } catch (e) {
    crow.log('what an earlier run kept cannot be read', e);
  }
  return crow;
};

/** Hermes has no `crypto` of its own; ids need to be unique, not secret. */
const random = (count: number): Uint8Array => {
  const bytes = new Uint8Array(count);
  const { crypto } = globalThis as { crypto?: { getRandomValues?(into: Uint8Array): unknown } };
  if (crypto?.getRandomValues) {
    crypto.getRandomValues(bytes);
  } else {
    for (let i = 0; i < count; i++) {
      bytes[i] = Math.floor(Math.random() * 256);
    }
  }
  return bytes;
};

const send = async (request: Outgoing): Promise<Answer> => {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), 15_000);
  try {
    const answer = await fetch(request.url, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${request.key}`,
        'Content-Type': 'application/json',
      },
      body: request.body,
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
