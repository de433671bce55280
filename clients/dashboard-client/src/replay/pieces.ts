import { Problem } from '@crow/api';

/** What rrweb recorded: when, of what sort, and whatever that sort needs. */
export interface Recorded {
  timestamp: number;
  type: number;
  data: unknown;
}

const PATH = /^\/api\/v1\/interactions\/[^/]+\/replay\/[^/]+\/\d+$/;
/** A piece that unpacks to more was made to do harm. */
const MOST = 64 * 1024 * 1024;

/** Unpacks gzip as far as it is sane. */
const unpacked = async (packed: Blob): Promise<string> => {
  const reader = packed.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.byteLength;
    if (size > MOST) {
      throw new Error('A piece of the recording is too large to be shown');
    }
    text += decoder.decode(part.value, { stream: true });
  }
  return text + decoder.decode();
};

const isRecorded = (one: unknown): one is Recorded =>
  typeof one === 'object' &&
  one !== null &&
  'timestamp' in one &&
  typeof one.timestamp === 'number' &&
  'type' in one &&
  typeof one.type === 'number';

/** All that the pieces at these addresses hold, in its order. */
export const recordedIn = async (addresses: readonly string[]): Promise<Recorded[]> => {
  const pieces = await Promise.all(
    addresses.map(async (address) => {
      if (!PATH.test(address)) {
        throw new Error('This is no piece of a recording');
      }
      const response = await fetch(address);
      if (!response.ok) {
        throw await Problem.of(response);
      }
      const events: unknown = JSON.parse(await unpacked(await response.blob()));
      return Array.isArray(events) ? events.filter(isRecorded) : [];
    }),
  );
  return pieces.flat().sort((a, b) => a.timestamp - b.timestamp);
};
