/** In which order pages stand beside each other. What is not named here comes last, so that no page is forgotten. */
const ORDER = [
  ['Begin', ['web-clients', 'walkthrough', 'sdk', 'demo-shop', 'switching']],
  ['Use', ['api', 'ingestion', 'products', 'context', 'patterns']],
  ['Run', ['configuration', 'operations', 'cloudflare', 'security-model', 'personal-data']],
  ['Understand', ['architecture']],
];
const DECISIONS = 'Decisions';
const LAST = ['changes'];

/**
 * @param pages what was rendered, by path
 * @returns titles and pages of each section
 */
export const sectionsOf = (pages) => {
  const named = new Set([...ORDER.flatMap(([, names]) => names), ...LAST]);
  const decisions = [...pages.keys()].filter((name) => name.startsWith('adr/')).sort();
  const others = [...pages.keys()].filter((name) => !named.has(name) && !decisions.includes(name)).sort();
  return [
    ...ORDER.map(([title, names]) => [title, title === 'Use' ? [...names, ...others] : names]),
    [DECISIONS, decisions],
    ['More', LAST],
  ]
    .map(([title, names]) => ({
      title,
      pages: names.filter((name) => pages.has(name)).map((name) => ({ name, title: pages.get(name).title })),
    }))
    .filter((section) => section.pages.length > 0);
};

/** The pages before and after one, for whoever reads them all. */
export const nextTo = (name, sections) => {
  const all = sections.flatMap((section) => section.pages);
  const at = all.findIndex((one) => one.name === name);
  return { before: all[at - 1], after: all[at + 1] };
};
