import type { Settings } from '@crow/core';

/** A storage of the page, or the page's memory where the browser blocks it. */
export const settingsOf = (kind: 'localStorage' | 'sessionStorage'): Settings => {
  const memory: Record<string, string> = {};
  let storage: Storage | undefined;
  try {
    storage = window[kind];
    storage.getItem('crow');
  } catch {
    storage = undefined;
  }
  return {
    get(name) {
      try {
        return storage?.getItem(name) ?? memory[name] ?? null;
      } catch {
        return memory[name] ?? null;
      }
    },
    set(name, value) {
      try {
        if (storage) {
          storage.setItem(name, value);
          return;
        }
      } catch {
        // Full, or blocked since.
      }
      memory[name] = value;
    },
    remove(name) {
      delete memory[name];
      try {
        storage?.removeItem(name);
      } catch {
        // Then it was never there.
      }
    },
  };
};
