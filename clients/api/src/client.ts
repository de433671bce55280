import createClient, { type Client } from 'openapi-fetch';
import { isEnded, Problem } from './problem';
import type { paths } from './schema';

export type Api = Client<paths>;

const SAFE = ['GET', 'HEAD', 'OPTIONS'];
const CSRF_COOKIE = '__Host-crow_csrf';

/** What shows that a request comes from a page of ours, see docs/security-model.md. */
export const csrfToken = (cookies: string): string | undefined =>
  cookies
    .split('; ')
    .find((cookie) => cookie.startsWith(`${CSRF_COOKIE}=`))
    ?.slice(CSRF_COOKIE.length + 1);

/**
 * The public API, as the signed-in person. Every refusal is thrown as a {@link Problem}.
 *
 * @param onEnded called before a refusal is thrown that signing in again mends
 */
export const makeApi = (onEnded?: (problem: Problem, method: string) => void): Api => {
  const api = createClient<paths>({
    baseUrl: location.origin,
    // Looked up when asked, so that tests may stand something else there.
    fetch: (request) => globalThis.fetch(request),
  });
  api.use({
    onRequest: ({ request }) => {
      const token = csrfToken(document.cookie);
      if (token && !SAFE.includes(request.method)) {
        request.headers.set('X-CSRF-Token', token);
      }
      return request;
    },
    onResponse: async ({ request, response }) => {
      if (!response.ok && response.status !== 304) {
        const problem = await Problem.of(response);
        if (isEnded(problem)) {
          onEnded?.(problem, request.method);
        }
        throw problem;
      }
      return response;
    },
    onError: ({ error }) =>
      error instanceof DOMException && error.name === 'AbortError' ? error : Problem.offline(),
  });
  return api;
};

/** The body of an answer: `await answerOf(api.GET('/api/v1/audit'))`. Refusals were thrown before. */
export const answerOf = async <T>(asked: Promise<{ data?: T; error?: unknown }>): Promise<T> =>
  (await asked).data as T;
