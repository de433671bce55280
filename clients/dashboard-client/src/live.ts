import { useEffect, useRef, useState } from 'react';

export type LiveState = 'connecting' | 'open' | 'broken';

interface At {
  sessionId: string;
}

/** What the suite tells as it happens; the names of `GET /api/v1/live`. */
export type Happening =
  | ({
      kind: 'accepted';
      receiptId: string;
      at: string;
      count: number;
      repeated: number;
      events: { eventId: string; type: string; name?: string; occurredAt: string; url?: string }[];
    } & At)
  | ({ kind: 'refused'; receiptId: string; at: string; reasons: Record<string, number> } & At)
  | ({ kind: 'session-opened'; run: number; at: string } & At)
  | ({
      kind: 'session-closed';
      run: number;
      reason: string;
      events: number;
      startedAt: string;
      endedAt: string;
    } & At);

const KINDS = ['accepted', 'refused', 'session-opened', 'session-closed'] as const;
const KEPT = 300;
const MINUTE = 60_000;
/** After the browser gave up on its own, which it does when it is refused. */
const AGAIN = 10_000;

export interface Live {
  state: LiveState;
  /** The newest first. */
  happened: readonly (Happening & { key: number; seenAt: number })[];
  /** Events that arrived in the last minute, as far as this page was open. */
  perMinute: number;
  clear: () => void;
}

/** Follows what is happening while the page is open and looked at. */
export const useLive = (): Live => {
  const [state, setState] = useState<LiveState>('connecting');
  const [happened, setHappened] = useState<Live['happened']>([]);
  const [now, setNow] = useState(Date.now);
  const next = useRef(0);
  useEffect(() => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource('/api/v1/live');
      source.onopen = () => setState('open');
      source.onerror = () => {
        const gaveUp = source?.readyState === EventSource.CLOSED;
        setState(gaveUp ? 'broken' : 'connecting');
        if (gaveUp) {
          timer = setTimeout(open, AGAIN);
        }
      };
      for (const kind of KINDS) {
        source.addEventListener(kind, ({ data }: MessageEvent<string>) => {
          const told = { ...JSON.parse(data), kind, key: next.current++, seenAt: Date.now() };
          setHappened((all) => [told, ...all].slice(0, KEPT));
        });
      }
    };
    const follow = () => {
      clearTimeout(timer);
      source?.close();
      source = undefined;
      if (!document.hidden) {
        setState('connecting');
        open();
      }
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    const tick = setInterval(() => setNow(Date.now()), 2_000);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      clearInterval(tick);
      clearTimeout(timer);
      source?.close();
    };
  }, []);
  const perMinute = happened.reduce(
    (all, told) => (told.kind === 'accepted' && now - told.seenAt < MINUTE ? all + told.count : all),
    0,
  );
  return { state, happened, perMinute, clear: () => setHappened([]) };
};
