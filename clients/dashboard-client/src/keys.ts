import type { Schemas } from '@crow/api';

export const hasEnded = (
  { revokedAt, expiresAt }: Pick<Schemas['KeyDetails'], 'revokedAt' | 'expiresAt'>,
  now = Date.now(),
): boolean => Boolean(revokedAt) || (Boolean(expiresAt) && Date.parse(expiresAt ?? '') <= now);

/** Web addresses as origins, one a line or between commas. */
export const originsOf = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((one) => {
      try {
        const { origin } = new URL(one.includes('://') ? one : `https://${one}`);
        return origin === 'null' ? one : origin;
      } catch {
        // The suite says what is wrong with it.
        return one;
      }
    });

/** The tag that brings the SDK into a page. */
export const snippetOf = (origin: string, key: string): string =>
  `<script async src="${origin}/sdk/crow.js" data-key="${key}"></script>`;
