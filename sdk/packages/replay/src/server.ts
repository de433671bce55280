import type { BrowserOptions } from '@crow/browser';

/** What a server allows for one recording. */
export interface Grant {
  recordingId: string;
  /** Largest chunk it stores, compressed. */
  maxChunkBytes: number;
}

/** A piece of a recording: rrweb events as gzipped JSON. Numbers begin at 0 and have no gaps. */
export interface Chunk {
  number: number;
  events: number;
  startedAt: number;
  endedAt: number;
  body: Blob;
}

/** Where recordings go. */
export interface ReplayServer {
  /** @returns undefined if the server takes no recordings */
  open(sessionId: string): Promise<Grant | undefined>;
  /** Settles when the chunk is stored; rejects if it may be tried again. */
  store(grant: Grant, chunk: Chunk): Promise<void>;
}

/**
 * CROW's own protocol. `POST /api/v1/ingest/replay/recordings` with `{sessionId}` answers `201` with
 * `{recordingId, maxChunkBytes}`; for each chunk `POST /api/v1/ingest/replay/uploads` with
 * `{recordingId, chunk, bytes, events, startedAt, endedAt}` answers `201` with `{url, headers}`, and
 * the chunk is `PUT` there: a presigned upload, so that recordings pass no service.
 */
export class HttpReplayServer implements ReplayServer {
  constructor(private readonly options: BrowserOptions) {}

  async open(sessionId: string): Promise<Grant | undefined> {
    const answer = await this.post('recordings', { sessionId });
    if (answer.status !== 201) {
      return undefined;
    }
    const grant = (await answer.json()) as Partial<Grant>;
    return typeof grant.recordingId === 'string' && typeof grant.maxChunkBytes === 'number'
      ? (grant as Grant)
      : undefined;
  }

  async store(grant: Grant, chunk: Chunk): Promise<void> {
    const { body, number, ...facts } = chunk;
    const slot = await this.post('uploads', {
      recordingId: grant.recordingId,
      chunk: number,
      bytes: body.size,
      ...facts,
    });
    if (slot.status !== 201) {
      throw new Error(`no place for the chunk (${slot.status})`);
    }
    const { url, headers } = (await slot.json()) as { url: string; headers?: Record<string, string> };
    const stored = await fetch(url, {
      method: 'PUT',
      headers: headers ?? {},
      body,
      credentials: 'omit',
    });
    if (!stored.ok) {
      throw new Error(`the chunk was not stored (${stored.status})`);
    }
  }

  private post(path: string, body: object): Promise<Response> {
    return fetch(`${this.options.endpoint}/api/v1/ingest/replay/${path}`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${this.options.key}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(body),
      credentials: 'omit',
    });
  }
}
