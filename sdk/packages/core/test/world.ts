import { Crow, type CrowOptions, type Entry, type Outgoing, type Platform, type Store } from '@crow/core';

/** A request as the gateway read it. */
export interface Received {
  url: string;
  sessionId: string;
  anonymousId: string;
  userId?: string;
  context: Record<string, unknown>;
  events: { eventId: string; type: string; properties: Record<string, unknown> }[];
  text: string;
  leaving: boolean;
}

type Reply = { status: number; body?: unknown; retryAfter?: string };

/** A device, a clock and a gateway that do as they are told. */
export class World {
  time = 1_800_000_000_000;
  isOnline = true;
  objecting = false;
  settings = new Map<string, string>();
  received: Received[] = [];
  timers: { at: number; work: () => void }[] = [];
  kept = new Map<string, Entry>();
  /** Answers one request; the usual gateway stores everything. */
  reply: (request: Received) => Reply | Promise<Reply> = (request) => ({
    status: 202,
    body: { events: request.events.map(({ eventId }) => ({ eventId, status: 'stored' })) },
  });

  readonly store: Store & { broken?: boolean } = {
    put: async (entries) => {
      if (this.store.broken) {
        throw new Error('blocked');
      }
      for (const entry of entries) {
        this.kept.set(entry.id, { ...entry });
      }
    },
    remove: async (ids) => {
      for (const id of ids) {
        this.kept.delete(id);
      }
    },
    clear: async () => this.kept.clear(),
  };

  crow(options: Partial<CrowOptions> = {}): Crow {
    return new Crow(
      { key: 'crow_pk_0123456789_x_y', endpoint: 'https://crow.example', ...options },
      this.platform,
    );
  }

  readonly platform: Platform = {
    owner: 'this-page',
    settings: {
      get: (name) => this.settings.get(name) ?? null,
      set: (name, value) => void this.settings.set(name, value),
      remove: (name) => void this.settings.delete(name),
    },
    store: this.store,
    now: () => this.time,
    random: (count) => crypto.getRandomValues(new Uint8Array(count)),
    later: (work, milliseconds) => {
      const timer = { at: this.time + milliseconds, work };
      this.timers.push(timer);
      return timer;
    },
    cancel: (timer) => {
      this.timers = this.timers.filter((one) => one !== timer);
    },
    send: async (request: Outgoing) => {
      const received = {
        ...JSON.parse(request.body),
        url: request.url,
        text: request.body,
        leaving: request.leaving,
      } as Received;
      this.received.push(received);
      const reply = await this.reply(received);
      return {
        status: reply.status,
        retryAfter: reply.retryAfter ?? null,
        body: JSON.stringify(reply.body ?? {}),
      };
    },
    online: () => this.isOnline,
    objects: () => this.objecting,
    context: () => ({ userAgent: 'test' }),
    page: () => ({ url: 'https://shop.example/', title: 'Shop' }),
  };

  /** Lets time pass, with what is due in it. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    for (;;) {
      await settle();
      const due = this.timers.filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!due) {
        break;
      }
      this.timers = this.timers.filter((timer) => timer !== due);
      this.time = Math.max(this.time, due.at);
      due.work();
    }
    this.time = end;
  }

  types(): string[] {
    return this.received.flatMap((request) => request.events.map((event) => event.type));
  }
}

export const settle = async (): Promise<void> => {
  for (let i = 0; i < 50; i++) {
    await Promise.resolve();
  }
};
