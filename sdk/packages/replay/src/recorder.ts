import type { Host } from '@crow/browser';
import { record } from '@rrweb/record';
import type { Chunk, Grant, ReplayServer } from './server';

const FLUSH_EVERY = 10_000;
const FLUSH_EVENTS = 100;
/** A page that changes faster than it can be stored is not recorded to its end. */
const MAX_WAITING = 5_000;

type Recorded = { timestamp: number };

/** One page's part of a recording. */
export class Recorder {
  private grant: Grant | undefined;
  private stopRecording: (() => void) | undefined;
  private waiting: Recorded[] = [];
  private next = 0;
  private storing = false;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly host: Host,
    private readonly server: ReplayServer,
  ) {}

  /** @returns whether the server takes the recording */
  async start(): Promise<boolean> {
    const { crow, options } = this.host;
    try {
      this.grant = await this.server.open(crow.sessionId);
    } catch (e) {
      crow.log('the server was not asked about recordings', e);
    }
    if (!this.grant || !crow.consent.replay) {
      crow.log('nothing is recorded: the server takes no recordings');
      return false;
    }
    const selector = (mark: string, more: string | undefined) => (more ? `${mark},${more}` : mark);
    this.stopRecording = record({
      emit: this.host.safe((event: Recorded) => this.add(event)),
      maskAllInputs: true,
      maskTextSelector: selector('[data-crow-mask],[data-crow-mask] *', options.maskSelector),
      blockSelector: selector('[data-crow-ignore],.crow-block', options.ignoreSelector),
      sampling: { mousemove: 100, scroll: 200, input: 'last', media: 800 },
      slimDOMOptions: 'all',
      recordCanvas: false,
      collectFonts: false,
      errorHandler: () => true,
    });
    this.timer = setInterval(() => this.flush(), FLUSH_EVERY);
    return true;
  }

  stop(): void {
    clearInterval(this.timer);
    this.stopRecording?.();
    this.stopRecording = undefined;
    this.waiting = [];
  }

  /** Stores what waits; the number goes up only when it is stored. */
  async flush(): Promise<void> {
    const { grant } = this;
    if (!grant || this.storing || !this.waiting.length) {
      return;
    }
    this.storing = true;
    const events = this.waiting;
    this.waiting = [];
    try {
      const chunk = await chunkOf(this.next, events);
      if (chunk.body.size > grant.maxChunkBytes) {
        this.host.crow.log('recording stops: a chunk is too large', chunk.body.size);
        this.stop();
      } else {
        await this.server.store(grant, chunk);
        this.next++;
      }
    } catch (e) {
      this.host.crow.log('a chunk was not stored yet', e);
      this.waiting = events.concat(this.waiting);
    } finally {
      this.storing = false;
    }
  }

  private add(event: Recorded): void {
    this.waiting.push(event);
    if (this.waiting.length > MAX_WAITING) {
      this.host.crow.log('recording stops: the server does not keep up');
      this.stop();
    } else if (this.waiting.length >= FLUSH_EVENTS) {
      this.flush();
    }
  }
}

const chunkOf = async (number: number, events: Recorded[]): Promise<Chunk> => {
  const json = new Blob([JSON.stringify(events)]).stream();
  return {
    number,
    events: events.length,
    startedAt: events[0]?.timestamp ?? 0,
    endedAt: events[events.length - 1]?.timestamp ?? 0,
    body: await new Response(json.pipeThrough(new CompressionStream('gzip'))).blob(),
  };
};
