import { answerOf, isMissing } from '@crow/api';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../api';

/** An event as the live tail tells it. */
interface Seen {
  type: string;
  url?: string;
}

interface Accepted {
  count: number;
  repeated: number;
  events: Seen[];
}

export interface Live {
  /** Whether the suite would tell at once. */
  state: 'connecting' | 'open' | 'interrupted';
  /** The first event that arrived while this was watched. */
  first: Seen | undefined;
  /** How many arrived while this was watched. */
  count: number;
  /** Why the newest refused event was refused. */
  refused: string[];
  /** Whether events had arrived before. */
  before: boolean;
}

const AGAIN_MS = 3_000;
const BOOKS_MS = 5_000;

/**
 * Watches for events of the organization. The books are asked as well, again and again until there is one: they
 * know what happened before, and get through where something on the way holds streams back.
 */
export const useLive = (watching: boolean): Live => {
  const [state, setState] = useState<Live['state']>('connecting');
  const [first, setFirst] = useState<Seen>();
  const [count, setCount] = useState(0);
  const [refused, setRefused] = useState<string[]>([]);

  useEffect(() => {
    if (!watching) {
      return;
    }
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      source = new EventSource('/api/v1/live');
      source.onopen = () => setState('open');
      source.onerror = () => {
        setState('interrupted');
        // Where it was refused it does not come again by itself.
        if (source?.readyState === EventSource.CLOSED) {
          timer = setTimeout(open, AGAIN_MS);
        }
      };
      source.addEventListener('accepted', ({ data }) => {
        const { events, count: added } = JSON.parse(data) as Accepted;
        setFirst((known) => known ?? events[0]);
        setCount((sum) => sum + added);
      });
      source.addEventListener('refused', ({ data }) =>
        setRefused(Object.keys((JSON.parse(data) as { reasons: Record<string, number> }).reasons)),
      );
    };
    open();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [watching]);

  const books = useQuery({
    queryKey: ['books'],
    queryFn: async () => {
      try {
        const { stored, inFlight } = await answerOf(api.GET('/api/v1/ledger'));
        return stored + inFlight;
      } catch (error) {
        if (isMissing(error)) {
          return 0;
        }
        throw error;
      }
    },
    enabled: watching,
    refetchInterval: ({ state: { data } }) => (data ? false : BOOKS_MS),
  });

  return { state, first, count, refused, before: (books.data ?? 0) > 0 };
};
