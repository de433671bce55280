import { useSyncExternalStore } from 'react';

/** A value that components follow and anything may change. */
export interface Store<T> {
  get(): T;
  set(value: T): void;
  subscribe(listener: () => void): () => void;
  /** What it is while a page is rendered in advance, and in the moment a browser takes that over. */
  readonly atFirst: T;
}

/** @param atFirst the value before any is set */
export const createStore = <T>(atFirst: T): Store<T> => {
  let value = atFirst;
  const listeners = new Set<() => void>();
  return {
    atFirst,
    get: () => value,
    set: (next) => {
      value = next;
      for (const listener of listeners) {
        listener();
      }
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

export const useStore = <T>(store: Store<T>): T =>
  useSyncExternalStore(store.subscribe, store.get, () => store.atFirst);
