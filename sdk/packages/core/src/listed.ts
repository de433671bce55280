import type { Entry, Store } from './types';

/** Reads and writes one text; where platforms have no database, the events are kept in it. */
export interface TextFile {
  read(): Promise<string | null>;
  write(text: string): Promise<void>;
}

/**
 * Unsent events in one text. Changes within a moment are written together; each of them settles when
 * its writing has.
 */
export class ListedStore implements Store {
  private entries: Map<string, Entry> | undefined;
  private writing: Promise<void> | undefined;

  constructor(
    private readonly file: TextFile,
    private readonly maxBytes: number,
  ) {}

  async put(entries: Entry[]): Promise<void> {
    const kept = await this.kept();
    for (const entry of entries) {
      kept.set(entry.id, entry);
    }
    let bytes = 0;
    for (const entry of kept.values()) {
      bytes += entry.bytes;
    }
    for (const [id, entry] of kept) {
      if (bytes <= this.maxBytes) {
        break;
      }
      kept.delete(id);
      bytes -= entry.bytes;
    }
    await this.write();
  }

  async remove(ids: string[]): Promise<void> {
    const kept = await this.kept();
    let changed = false;
    for (const id of ids) {
      changed = kept.delete(id) || changed;
    }
    if (changed) {
      await this.write();
    }
  }

  async clear(): Promise<void> {
    this.entries = new Map();
    await this.write();
  }

  /** Every event kept, the oldest first. */
  async all(): Promise<Entry[]> {
    return [...(await this.kept()).values()];
  }

  private async kept(): Promise<Map<string, Entry>> {
    if (!this.entries) {
      let read: Entry[] = [];
      try {
        read = JSON.parse((await this.file.read()) ?? '[]') as Entry[];
      } catch {
        // Half a file after a power cut: what is in it cannot be told apart any more.
      }
      this.entries ??= new Map(read.map((entry) => [entry.id, entry]));
    }
    return this.entries;
  }

  private write(): Promise<void> {
    this.writing ??= (async () => {
      await undefined;
      this.writing = undefined;
      await this.file.write(JSON.stringify([...(this.entries ?? new Map()).values()]));
    })();
    return this.writing;
  }
}
