/** What the suite, or the way to it, refused; and what helps. Follows RFC 9457. */
export class Problem extends Error {
  override readonly name = 'Problem';
  /** Such as `validation-failed`; `offline` where no answer came. */
  readonly slug: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string | undefined;
  /** The member of the request that is wrong, without the slash of a JSON pointer. */
  readonly field: string | undefined;
  /** Names the request in the suite's logs. */
  readonly requestId: string | undefined;
  /** Seconds after which trying again may help. */
  readonly retryAfter: number | undefined;
  /** All members of the document. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(status: number, members: Record<string, unknown>, retryAfter?: number) {
    const title = textOf(members.title) ?? 'The answer could not be read';
    super(title);
    this.status = status;
    this.members = members;
    this.title = title;
    this.slug = textOf(members.type)?.replace(/^.*\//, '') ?? `status-${status}`;
    this.detail = textOf(members.detail);
    this.field = textOf(members.field)?.replace(/^\//, '');
    this.requestId = textOf(members.requestId);
    this.retryAfter = retryAfter;
  }

  /** No answer came: the network, or the suite, is away. */
  static offline(): Problem {
    return new Problem(0, {
      type: 'offline',
      title: 'CROW cannot be reached',
      detail: 'Check the connection; this page tries again by itself.',
    });
  }

  static async of(response: Response): Promise<Problem> {
    const after = Number(response.headers.get('Retry-After') ?? Number.NaN);
    return new Problem(
      response.status,
      await membersOf(response),
      Number.isFinite(after) ? after : undefined,
    );
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const membersOf = async (response: Response): Promise<Record<string, unknown>> => {
  try {
    const body: unknown = await response.clone().json();
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
      return { ...body };
    }
  } catch {
    // Something between here and the suite answered in its own words.
  }
  return { title: `The answer was ${response.status}` };
};

/** Whether signing in again is what helps. */
export const isEnded = (error: unknown): error is Problem =>
  error instanceof Problem &&
  error.status === 401 &&
  ['unauthenticated', 'session-ended', 'invalid-token', 'status-401'].includes(error.slug);

/** Whether what was asked for is not part of this suite, or is not running at the moment. */
export const isMissing = (error: unknown): error is Problem =>
  error instanceof Problem && (error.status === 404 || error.status === 503);
