import { bytesOf } from './json';
import { add, chance, isArray, logger, min, parsed, replace, stringify } from './natives';
import type { Answer, CrowOptions, Dropped, Entry, Platform, Stats, Store } from './types';

/** Browsers let all requests that outlive their page have 64 KiB together. */
const LEAVING_BYTES = 60_000;
const MAX_BATCH_BYTES = 500_000;
const PERSIST_AFTER = 250;
const LONGEST_PAUSE = 300_000;
/** Whoever does not answer that often (blockers never do) is left alone until something changes. */
const MAX_FAILURES = 10;

/** Events from when they happened until the server has them: in memory, on the device, on the wire. */
export class Outbox {
  readonly stats: Omit<Stats, 'waiting'> = { captured: 0, sent: 0, duplicates: 0, dropped: 0 };
  /** Hears of every event that will not be stored. */
  onDrop: (dropped: Dropped) => void = () => {};

  private _waiting: Entry[] = [];
  private _bytes = 0;
  private _unsaved: Entry[] = [];
  private _saving: unknown;
  private _timer: unknown;
  private _draining: Promise<void> | undefined;
  private _pausedUntil = 0;
  private _failures = 0;
  private _refused = false;
  private _gzip = true;
  private _begun = false;
  /** Changes when the events of this box became somebody else's. */
  private _life = 0;
  /** So many at the head are on the wire. */
  private _flying = 0;
  private _leaving = 0;

  constructor(
    private readonly _options: CrowOptions,
    private readonly _platform: Platform,
    private readonly _log: (what: string, detail?: unknown) => void,
  ) {}

  get waiting(): number {
    return this._waiting.length;
  }

  add(entry: Entry): void {
    this.stats.captured++;
    this.adopt(entry);
    add(this._unsaved, entry);
    this._saving ??= this._platform.later(() => this.save(), PERSIST_AFTER);
    const full =
      this._waiting.length >= (this._options.batchSize ?? 20) ||
      this._bytes >= (this._options.batchBytes ?? 32_000);
    this._schedule(full ? 0 : this._begun ? (this._options.flushInterval ?? 3_000) : 1_000);
  }

  /** Keeps an event on the device that `add` takes in when it is complete, or a later page if this one crashes. */
  hold(entry: Entry): void {
    this._device((store) => store.put([entry]));
  }

  /** Takes an event somebody else kept: it is on the device already. */
  adopt(entry: Entry): void {
    add(this._waiting, entry);
    this._bytes += entry.bytes;
    const max = this._options.maxQueueBytes ?? 1_000_000;
    const oldest = this._platform.now() - (this._options.maxQueueAge ?? 604_800_000);
    for (;;) {
      const first = this._waiting[0];
      if (!first || (this._bytes <= max && first.time >= oldest)) {
        return;
      }
      this._remove([first]);
      this._drop([first], first.time < oldest ? 'expired' : 'queue-full');
    }
  }

  /** Sends what waits. Settles when there is nothing more to do for now. */
  flush(): Promise<void> {
    this._failures = 0;
    return this._drain();
  }

  /** Writes down what the device has not got yet. */
  async save(): Promise<void> {
    this._platform.cancel(this._saving);
    this._saving = undefined;
    const entries: Entry[] = [];
    for (let i = 0; i < this._unsaved.length; i++) {
      // What was settled in the meantime has no owner any more.
      if ((this._unsaved[i] as Entry).owner) {
        add(entries, this._unsaved[i] as Entry);
      }
    }
    this._unsaved = [];
    if (entries.length) {
      await this._device((store) => store.put(entries));
    }
  }

  /** Sends what waits as requests that outlive the page, as far as a browser lets them. */
  leave(): void {
    this.save();
    let from = this._flying;
    let left = LEAVING_BYTES;
    while (from < this._waiting.length && this._platform.online() && !this._refused) {
      const batch = this._batch(from, 100, left);
      if (!batch.length) {
        return;
      }
      for (let i = 0; i < batch.length; i++) {
        left -= (batch[i] as Entry).bytes + 1;
      }
      from += batch.length;
      this._flying = from;
      this._leaving++;
      this._deliverLeaving(batch);
    }
  }

  /** What waits, to be handed to the next page; this box has none of it any more. */
  surrender(): Entry[] {
    const entries: Entry[] = [];
    for (let i = this._flying; i < this._waiting.length; i++) {
      add(entries, this._waiting[i] as Entry);
    }
    this._life++;
    this._waiting = [];
    this._unsaved = [];
    this._bytes = 0;
    this._flying = 0;
    this._leaving = 0;
    this._draining = undefined;
    return entries;
  }

  /** Forgets what waits, here and on the device. */
  async discard(): Promise<void> {
    this._drop(this.surrender(), 'consent');
    await this._device((store) => store.clear());
  }

  private async _device(work: (store: Store) => Promise<void>): Promise<void> {
    try {
      if (this._platform.store) {
        await work(this._platform.store);
      }
    } catch (e) {
      this._log('device', e);
    }
  }

  private _schedule(delay: number): void {
    if (delay === 0) {
      this._platform.cancel(this._timer);
      this._timer = undefined;
    }
    this._timer ??= this._platform.later(() => {
      this._timer = undefined;
      this._drain();
    }, delay);
  }

  private _drain(): Promise<void> {
    this._draining ??= this._run();
    return this._draining;
  }

  private async _run(): Promise<void> {
    const life = this._life;
    // The caller has to hold this promise before it can settle.
    await undefined;
    try {
      await this._sendAll(life);
    } catch (e) {
      this._log('send', e);
    }
    if (life === this._life) {
      this._draining = undefined;
    }
  }

  private async _sendAll(life: number): Promise<void> {
    while (life === this._life && this._waiting.length && !this._refused && !this._leaving) {
      const pause = this._pausedUntil - this._platform.now();
      if (!this._platform.online() || this._failures >= MAX_FAILURES) {
        return;
      }
      if (pause > 0) {
        this._schedule(pause);
        return;
      }
      this._begun = true;
      const batch = this._batch(0, 100, MAX_BATCH_BYTES);
      this._flying = batch.length;
      await this._deliver(batch, false);
      if (life === this._life && !this._leaving) {
        this._flying = 0;
      }
    }
  }

  private async _deliverLeaving(batch: Entry[]): Promise<void> {
    const life = this._life;
    await this._deliver(batch, true);
    if (life === this._life && !--this._leaving) {
      this._flying = 0;
      if (this._waiting.length) {
        this._schedule(this._options.flushInterval ?? 3_000);
      }
    }
  }

  /** The longest run of events of one visit that fits. */
  private _batch(from: number, max: number, maxBytes: number): Entry[] {
    const batch: Entry[] = [];
    const first = this._waiting[from];
    let bytes = first ? 600 + bytesOf(first.head) : 0;
    for (let i = from; i < this._waiting.length && batch.length < max; i++) {
      const entry = this._waiting[i] as Entry;
      bytes += entry.bytes + 1;
      if (entry.session !== first?.session || entry.head !== first.head || bytes > maxBytes) {
        break;
      }
      add(batch, entry);
    }
    return batch;
  }

  private async _deliver(batch: Entry[], leaving: boolean): Promise<void> {
    const life = this._life;
    let answer: Answer;
    try {
      answer = await this._platform.send({
        url: `${this._options.endpoint}/api/v1/ingest/batch`,
        key: this._options.key,
        body: this._body(batch),
        leaving,
        gzip: this._gzip && !leaving,
      });
    } catch {
      answer = { status: 0, body: '' };
    }
    if (life !== this._life) {
      return;
    }
    const status = answer.status;
    if (status >= 200 && status < 300) {
      this._failures = 0;
      this._pausedUntil = 0;
      this._settle(batch, answer);
    } else if (status === 415 && this._gzip) {
      this._gzip = false;
    } else if (!status || status === 408 || status === 425 || status === 429 || status >= 500) {
      this._pause(answer);
    } else if (status === 401 || status === 403 || status === 404 || status === 405) {
      this._refused = true;
      logger.warn(`CROW: key or page refused (${status})`);
    } else if (leaving) {
      // Whoever wakes up or comes next finds out with more time.
    } else if (isArray(parsed(answer.body)?.events)) {
      this._settle(batch, answer);
    } else if (batch.length === 1) {
      this._drop(batch, reasonOf(answer));
      this._remove(batch);
    } else {
      await this._halves(batch);
    }
  }

  /** Something in the batch is not taken: who, shows by asking for fewer at a time. */
  private async _halves(batch: Entry[]): Promise<void> {
    const halves: [Entry[], Entry[]] = [[], []];
    for (let i = 0; i < batch.length; i++) {
      add(halves[i < batch.length / 2 ? 0 : 1], batch[i] as Entry);
    }
    const failures = this._failures;
    await this._deliver(halves[0], false);
    if (failures === this._failures && !this._refused) {
      await this._deliver(halves[1], false);
    }
  }

  private _body(batch: Entry[]): string {
    const first = batch[0] as Entry;
    let events = '';
    for (let i = 0; i < batch.length; i++) {
      events += (i ? ',' : '') + (batch[i] as Entry).json;
    }
    return `{"sessionId":${stringify(first.session)}${first.head},"sentAt":${this._platform.now()},"events":[${events}]}`;
  }

  private _settle(batch: Entry[], answer: Answer): void {
    const verdicts = parsed(answer.body)?.events;
    const refused: Record<string, Entry[]> = {};
    for (let i = 0; i < batch.length; i++) {
      const entry = batch[i] as Entry;
      const verdict = isArray(verdicts) ? (verdicts[i] as Record<string, unknown>) : undefined;
      if (verdict?.status === 'refused') {
        const reason = `${verdict.reason}`;
        refused[reason] ??= [];
        add(refused[reason], entry);
      } else if (verdict?.status === 'duplicate') {
        this.stats.duplicates++;
      } else {
        this.stats.sent++;
      }
    }
    for (const reason in refused) {
      if (isArray(refused[reason])) {
        this._drop(refused[reason] as Entry[], reason);
      }
    }
    this._forget(batch);
  }

  private _pause(answer: Answer): void {
    const now = this._platform.now();
    const said = answer.retryAfter ? retryAfter(answer.retryAfter, now) : 0;
    const backoff = min(LONGEST_PAUSE, 1_000 * 2 ** min(this._failures, 20));
    // Half of it is chance, so that a crowd does not come back all at once.
    const pause = said + (said ? min(said, 5_000) * chance() : backoff * (0.5 + chance() / 2));
    this._failures = answer.status ? min(this._failures + 1, MAX_FAILURES - 1) : this._failures + 1;
    this._pausedUntil = now + pause;
    this._log(`${answer.status}, next try in ms`, pause);
    if (this._failures < MAX_FAILURES) {
      this._schedule(pause);
    }
  }

  private _forget(batch: Entry[]): void {
    this._remove(batch);
    this._device((store) => store.remove(idsOf(batch)));
  }

  private _remove(batch: Entry[]): void {
    for (let i = 0; i < batch.length; i++) {
      // Not to be saved any more, if that is still to come.
      (batch[i] as Entry).owner = '';
    }
    const rest: Entry[] = [];
    this._bytes = 0;
    for (let i = 0; i < this._waiting.length; i++) {
      const entry = this._waiting[i] as Entry;
      if (entry.owner) {
        add(rest, entry);
        this._bytes += entry.bytes;
      }
    }
    this._waiting = rest;
  }

  private _drop(entries: Entry[], reason: string): void {
    if (!entries.length) {
      return;
    }
    const eventIds = idsOf(entries);
    this.stats.dropped += entries.length;
    this._device((store) => store.remove(eventIds));
    this._log(`dropped (${reason})`, eventIds);
    this.onDrop({ eventIds, reason });
  }
}

const idsOf = (entries: Entry[]): string[] => {
  const ids: string[] = [];
  for (let i = 0; i < entries.length; i++) {
    add(ids, (entries[i] as Entry).id);
  }
  return ids;
};

/** Milliseconds to wait, from seconds or a date; at most an hour, or a broken server silences for ever. */
const retryAfter = (header: string, now: number): number => {
  const seconds = +header;
  const pause = seconds - seconds === 0 ? seconds * 1_000 : new Date(header).getTime() - now;
  return pause > 0 ? min(pause, 3_600_000) : 0;
};

const reasonOf = (answer: Answer): string => {
  const type = parsed(answer.body)?.type;
  return typeof type === 'string' ? replace(type, /^.*\//, '') : `http-${answer.status}`;
};
