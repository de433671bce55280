import { useEffect, useState } from 'react';

/** What tokens of mails look like. */
const FORM = /^#token=([A-Za-z0-9_-]{20,100})$/;

/**
 * The token of a mailed link. It stands behind the `#`, which browsers send to no server, and is taken out of the
 * address at once, so that it is in no history and no screenshot.
 */
export const useMailedToken = (): string | undefined => {
  const [token] = useState(() => FORM.exec(location.hash)?.[1]);
  useEffect(() => {
    if (location.hash.startsWith('#token=')) {
      history.replaceState(history.state, '', location.pathname + location.search);
    }
  }, []);
  return token;
};
