import { floor } from './natives';

const DIGITS = '0123456789abcdef';
let lastTime = 0;
let sequence = 0;

/**
 * A UUID of version 7: sorts by time, and those made here one after the other never go backwards,
 * not even when the clock does.
 *
 * @param now milliseconds since 1970
 * @param random gives that many random bytes
 */
export const uuid7 = (now: number, random: (count: number) => Uint8Array): string => {
  const bytes = random(16);
  if (now > lastTime) {
    lastTime = now;
    // Leaves room for 2048 more within the millisecond.
    sequence = (((bytes[6] as number) << 8) | (bytes[7] as number)) & 0x7ff;
  } else if (++sequence > 0xfff) {
    lastTime++;
    sequence = 0;
  }
  bytes[6] = 0x70 | (sequence >> 8);
  bytes[7] = sequence;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  let text = '';
  for (let i = 0; i < 16; i++) {
    const byte = i < 6 ? floor(lastTime / 256 ** (5 - i)) % 256 : (bytes[i] as number);
    text += i === 4 || i === 6 || i === 8 || i === 10 ? '-' : '';
    text += DIGITS[byte >> 4];
    text += DIGITS[byte & 15];
  }
  return text;
};
