const LONGEST = 1_500;

/** A text without its marks. */
const plain = (markdown) =>
  markdown
    .replace(/```.*?\n/g, ' ')
    .replace(/!?\[([^\]]*)]\([^)]*\)/g, '$1')
    .replace(/[`*_|#>]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/**
 * What can be searched for: one entry for each part under a heading.
 *
 * @param pages what was rendered, by path
 */
export const entriesOf = (pages) => {
  const entries = [];
  for (const [name, { title, text, headings }] of pages) {
    // Lines that begin with # inside of code are no headings.
    let inCode = false;
    const parts = [[]];
    for (const line of text.split('\n')) {
      if (line.startsWith('```')) {
        inCode = !inCode;
      }
      if (!inCode && /^#{1,6} /.test(line)) {
        parts.push([]);
      } else {
        parts.at(-1).push(line);
      }
    }
    for (const [at, { text: heading, slug }] of headings.entries()) {
      entries.push({
        page: title,
        heading,
        to: at === 0 ? `/docs/${name}` : `/docs/${name}#${slug}`,
        text: plain((parts[at + 1] ?? []).join('\n')).slice(0, LONGEST),
      });
    }
  }
  return entries;
};
