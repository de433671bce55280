/** Where people go who are done here, unless they came from somewhere. */
export const HOME = '/dashboard';

const LONGEST = 2_000;

/**
 * The page to open afterwards. A link may come from anybody, so only paths of this site count: what a browser
 * might read as another site's, or what would lead back into signing in, does not.
 */
export const ownPath = (wanted: unknown): string | undefined => {
  if (
    typeof wanted !== 'string' ||
    wanted.length > LONGEST ||
    !/^\/(?![/\\])[!-~]*$/.test(wanted) ||
    wanted.includes('\\')
  ) {
    return undefined;
  }
  const url = new URL(wanted, location.origin);
  // `/a/../../b` and the like: what is opened has to be what was written.
  const same = url.origin === location.origin && url.pathname + url.search + url.hash === wanted;
  return same && !/^\/auth(\/sign-|\/?$)/.test(url.pathname) ? wanted : undefined;
};
