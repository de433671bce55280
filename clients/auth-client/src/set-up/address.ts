/** An address as people type it, with the scheme they leave out. */
export const withScheme = (address: string): string => {
  const typed = address.trim();
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
};

/** The web origin of an address as people type it, or undefined if it has none. */
export const originOf = (address: string): string | undefined => {
  try {
    const { protocol, hostname, origin } = new URL(withScheme(address));
    return ['http:', 'https:'].includes(protocol) && hostname ? origin : undefined;
  } catch {
    return undefined;
  }
};
