import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answerOf, isEnded, makeApi, Problem, signInAt } from '../src';
import { csrfToken } from '../src/client';

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  new Response(status === 204 ? null : JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
  });

let asked: Request[] = [];
let answers: (() => Promise<Response>)[] = [];
const original = globalThis.fetch;

beforeEach(() => {
  asked = [];
  answers = [];
  globalThis.fetch = async (request) => {
    asked.push(request as Request);
    const next = answers.shift();
    if (!next) {
      throw new Error('No answer is left');
    }
    return next();
  };
});

afterEach(() => {
  globalThis.fetch = original;
});

const cookies = (text: string) => vi.spyOn(document, 'cookie', 'get').mockReturnValue(text);

test('what changes something carries the token, what reads does not', async () => {
  cookies('a=b; __Host-crow_csrf=tok-en_1=; c=d');
  answers.push(
    async () => answer(204, null),
    async () => answer(200, { items: [] }),
  );

  const api = makeApi();
  await api.POST('/api/v1/auth/sign-out');
  await api.GET('/api/v1/interactions');

  expect(asked.map((request) => request.headers.get('X-CSRF-Token'))).toEqual(['tok-en_1=', null]);
});

test('a cookie whose name only ends alike is another one', () => {
  expect(csrfToken('x__Host-crow_csrf=forged')).toBeUndefined();
});

test('a refusal is thrown with all that helps', async () => {
  cookies('');
  answers.push(async () =>
    answer(
      422,
      {
        type: 'https://crow.example/problems/validation-failed',
        title: 'The content is not valid',
        detail: 'name is empty.',
        field: '/name',
        requestId: 'r-1',
      },
      { 'Retry-After': '7' },
    ),
  );

  const refusal = await makeApi()
    .GET('/api/v1/interactions')
    .catch((error: unknown) => error);

  expect(refusal).toBeInstanceOf(Problem);
  expect(refusal).toMatchObject({
    slug: 'validation-failed',
    status: 422,
    detail: 'name is empty.',
    field: 'name',
    requestId: 'r-1',
    retryAfter: 7,
  });
});

test('an answer that is no problem document is told apart by its status', async () => {
  cookies('');
  answers.push(async () => new Response('<h1>Bad gateway</h1>', { status: 502 }));

  await expect(makeApi().GET('/api/v1/interactions')).rejects.toMatchObject({
    slug: 'status-502',
    title: 'The answer was 502',
  });
});

test('no answer at all is a problem of its own', async () => {
  cookies('');
  answers.push(() => Promise.reject(new TypeError('Failed to fetch')));

  await expect(makeApi().GET('/api/v1/interactions')).rejects.toMatchObject({ slug: 'offline', status: 0 });
});

test('a session that ended is told before the refusal is thrown, a wrong password is not', async () => {
  cookies('');
  const ended: string[] = [];
  const refuse = (slug: string) => async () =>
    answer(401, { type: `https://crow.example/problems/${slug}`, title: slug });
  answers.push(refuse('session-ended'), refuse('invalid-credentials'));

  const api = makeApi((problem, method) => ended.push(`${method} ${problem.slug}`));
  await expect(api.GET('/api/v1/auth/session')).rejects.toSatisfy(isEnded);
  await expect(api.POST('/api/v1/auth/sign-out')).rejects.not.toSatisfy(isEnded);

  expect(ended).toEqual(['GET session-ended']);
});

test('the body of an answer comes out of it', async () => {
  cookies('');
  answers.push(async () => answer(200, { items: [], nextCursor: null }));

  await expect(answerOf(makeApi().GET('/api/v1/interactions'))).resolves.toEqual({
    items: [],
    nextCursor: null,
  });
});

test('the way back from signing in keeps the whole address', () => {
  expect(signInAt('/dashboard/interactions?q=a&b=c#d')).toBe(
    '/auth/sign-in?next=%2Fdashboard%2Finteractions%3Fq%3Da%26b%3Dc%23d',
  );
});
