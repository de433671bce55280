import type { Entry, Store } from '@crow/core';

const TABLE = 'events';

/** Unsent events in IndexedDB: at most so many bytes, whatever the browser would allow. */
export class DeviceStore implements Store {
  private _opening: Promise<IDBDatabase> | undefined;
  private _bytes = Number.POSITIVE_INFINITY;

  constructor(
    private readonly _name: string,
    private readonly _maxBytes: number,
    private readonly _indexedDb: IDBFactory = indexedDB,
  ) {}

  async put(entries: Entry[]): Promise<void> {
    await this._write((table) => {
      for (let i = 0; i < entries.length; i++) {
        const entry = entries[i] as Entry;
        table.put(entry);
        this._bytes += entry.bytes + entry.head.length;
      }
    });
    if (this._bytes > this._maxBytes) {
      await this._trim();
    }
  }

  async remove(ids: string[]): Promise<void> {
    await this._write((table) => {
      for (let i = 0; i < ids.length; i++) {
        table.delete(ids[i] as string);
      }
    });
  }

  async clear(): Promise<void> {
    await this._write((table) => table.clear());
  }

  /** Every event kept, the oldest first. */
  async all(): Promise<Entry[]> {
    let entries: Entry[] = [];
    await this._write((table) => {
      const request = table.getAll();
      request.onsuccess = () => {
        entries = request.result;
      };
    });
    return entries;
  }

  /** Lets go of the database, so that the page can rest in the back/forward cache. */
  close(): void {
    const opening = this._opening;
    this._opening = undefined;
    opening?.then(
      (database) => database.close(),
      () => {},
    );
  }

  /** Ids begin with their time, so the oldest go first. Other tabs' writing is seen here too. */
  private async _trim(): Promise<void> {
    const entries = await this.all();
    let bytes = 0;
    const give: string[] = [];
    for (let i = entries.length - 1; i >= 0; i--) {
      const entry = entries[i] as Entry;
      if (bytes + entry.bytes + entry.head.length > this._maxBytes) {
        give[give.length] = entry.id;
      } else {
        bytes += entry.bytes + entry.head.length;
      }
    }
    // Counts on from half, so that what other tabs add is looked at in time.
    this._bytes = bytes > this._maxBytes / 2 ? bytes : this._maxBytes / 2;
    if (give.length) {
      await this.remove(give);
    }
  }

  private async _write(work: (table: IDBObjectStore) => void): Promise<void> {
    this._opening ??= this._open();
    const database = await this._opening;
    await new Promise<void>((done, failed) => {
      const transaction = database.transaction(TABLE, 'readwrite');
      transaction.oncomplete = () => done();
      transaction.onabort = transaction.onerror = () => failed(transaction.error);
      work(transaction.objectStore(TABLE));
    });
  }

  private _open(): Promise<IDBDatabase> {
    return new Promise((done, failed) => {
      const request = this._indexedDb.open(this._name, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(TABLE, { keyPath: 'id' });
      };
      request.onsuccess = () => {
        request.result.onversionchange = () => this.close();
        done(request.result);
      };
      request.onerror = request.onblocked = () => failed(request.error);
    });
  }
}
