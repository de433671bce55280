/** Texts kept in the browser, or in the page's memory where the browser blocks or fills its storage. */
export interface Kept {
  get(name: string): string | null;
  set(name: string, value: string): void;
  remove(name: string): void;
}

/** @param kind `localStorage` for all tabs and for good, `sessionStorage` for this tab */
export const keptIn = (kind: 'localStorage' | 'sessionStorage'): Kept => {
  const memory = new Map<string, string>();
  const attempt = <T>(work: (storage: Storage) => T): T | undefined => {
    try {
      return typeof window === 'undefined' ? undefined : work(window[kind]);
    } catch {
      return undefined;
    }
  };
  return {
    get: (name) => memory.get(name) ?? attempt((storage) => storage.getItem(name)) ?? null,
    set: (name, value) => {
      const stored = attempt((storage) => {
        storage.setItem(name, value);
        return true;
      });
      if (stored) {
        memory.delete(name);
      } else {
        memory.set(name, value);
      }
    },
    remove: (name) => {
      memory.delete(name);
      attempt((storage) => storage.removeItem(name));
    },
  };
};
