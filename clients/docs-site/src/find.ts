/** A part of the documentation, as `search.json` has it. */
export interface Entry {
  page: string;
  heading: string;
  to: string;
  text: string;
}

const MOST = 12;
const IN_HEADING = 8;
const IN_TITLE = 4;
const ENOUGH = 3;

/** How well an entry fits; 0 if a word is missing. */
const scoreOf = (entry: Entry, words: string[]): number => {
  let score = 0;
  for (const word of words) {
    const inHeading = entry.heading.toLowerCase().includes(word);
    const inTitle = entry.page.toLowerCase().includes(word);
    const count = entry.text.toLowerCase().split(word).length - 1;
    if (!inHeading && !inTitle && count === 0) {
      return 0;
    }
    score += (inHeading ? IN_HEADING : 0) + (inTitle ? IN_TITLE : 0) + Math.min(count, ENOUGH);
  }
  return score;
};

export const wordsOf = (query: string): string[] => query.toLowerCase().split(/\s+/).filter(Boolean);

export const find = (all: Entry[], query: string): Entry[] => {
  const words = wordsOf(query);
  return words.length === 0
    ? []
    : all
        .map((entry) => ({ entry, score: scoreOf(entry, words) }))
        .filter(({ score }) => score > 0)
        .sort((a, b) => b.score - a.score)
        .slice(0, MOST)
        .map(({ entry }) => entry);
};
