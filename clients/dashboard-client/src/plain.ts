/** Marks that change how what stands around them is read, or that nobody sees. */
const UNSEEN = /(?![\t\n])[\p{Cc}\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/gu;

/** Captured text as it can be shown: nothing in it turns the page around, hides, or fills it. */
export const plain = (text: string, most = 2_000): string => {
  const cut = text.length > most ? `${text.slice(0, most)}…` : text;
  return cut.replace(UNSEEN, '\uFFFD');
};

/** An address that a link may lead to, or undefined. */
export const safeUrl = (text: string | null | undefined): string | undefined => {
  try {
    const url = new URL(text ?? '');
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined;
  } catch {
    return undefined;
  }
};
