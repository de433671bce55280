import { answerOf, type Schemas } from '@crow/api';
import { api } from '../api';

/** What the key of the set-up is called among the organization's keys. */
const NAME = 'Website';

const TEST_PAGE_MS = 3_600_000;

/** The key this set-up made earlier, perhaps on another device. */
export const earlierKey = async (): Promise<Schemas['KeyDetails'] | undefined> => {
  const { keys } = await answerOf(api.GET('/api/v1/auth/api-keys'));
  return keys.find(({ name, kind, revokedAt }) => name === NAME && kind === 'WRITE' && !revokedAt);
};

export const makeKey = async (origin: string): Promise<string> =>
  (
    await answerOf(
      api.POST('/api/v1/auth/api-keys', { body: { name: NAME, kind: 'WRITE', allowedOrigins: [origin] } }),
    )
  ).key;

/** The present secret works for another day, in case it is on pages already. */
export const renewKey = async (id: string): Promise<string> =>
  (
    await answerOf(
      api.POST('/api/v1/auth/api-keys/{id}/rotate', {
        params: { path: { id } },
        body: { overlapMinutes: 1_440 },
      }),
    )
  ).key;

/** A key for a page of our own, which ends by itself. */
export const makeTestKey = async (name: string): Promise<string> =>
  (
    await answerOf(
      api.POST('/api/v1/auth/api-keys', {
        body: {
          name,
          kind: 'WRITE',
          allowedOrigins: [location.origin],
          expiresAt: new Date(Date.now() + TEST_PAGE_MS).toISOString(),
        },
      }),
    )
  ).key;

/** The line for pages. Letters of a key mean nothing in HTML. */
export const snippetOf = (key: string): string =>
  `<script async src="${location.origin}/sdk/crow.js" data-key="${key}"></script>`;
