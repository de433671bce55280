import { mark } from '../../mark.mjs';

const escaped = (text) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const link = ({ name, title }, current) =>
  `<a href="/docs/${name}"${name === current ? ' aria-current="page"' : ''}>${escaped(title)}</a>`;

const navigation = (sections, current) =>
  `${link({ name: 'reference', title: 'API reference' }, current)}
${sections
  .map(
    ({ title, pages }) => `<h2>${escaped(title)}</h2>
<ul>${pages.map((one) => `<li>${link(one, current)}</li>`).join('')}</ul>`,
  )
  .join('\n')}`;

/** What is around every page. */
export const frame = ({
  origin,
  style,
  scripts,
  sections,
  current,
  title,
  description,
  main,
  aside = '',
  more = '',
}) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(title)} – CROW</title>
<meta name="description" content="${escaped(description)}">
${current === undefined ? '<meta name="robots" content="noindex">' : `<link rel="canonical" href="${origin}/docs/${current}">`}
<link rel="icon" href="/docs/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/docs/${style}">
<script src="/docs/theme.js"></script>
<script type="module" src="/docs/${scripts.search}"></script>
${more}
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="top">
<a class="logo" href="/">${mark} CROW</a>
<search class="search">
<label class="kit-hidden" for="search">Search the documentation</label>
<input class="kit-input" id="search" type="search" placeholder="Search" autocomplete="off" spellcheck="false" role="combobox" aria-expanded="false" aria-controls="found" aria-autocomplete="list">
<ul id="found" role="listbox" aria-label="Found" hidden></ul>
</search>
<nav aria-label="Other pages"><a href="/docs/">Docs</a> <a href="/dashboard">Dashboard</a></nav>
</header>
<div class="columns">
<nav class="pages" aria-label="Documentation"><details open><summary>All pages</summary>
${navigation(sections, current)}
</details></nav>
<main id="main" tabindex="-1">
${main}
</main>
${aside}
</div>
</body>
</html>
`;

const DEEPEST = 3;

const onThisPage = (headings) => {
  const shown = headings.filter(({ level }) => level > 1 && level <= DEEPEST);
  return shown.length < 3
    ? ''
    : `<nav class="toc" aria-label="On this page"><h2>On this page</h2><ul>${shown
        .map(
          ({ level, text, slug }) => `<li data-level="${level}"><a href="#${slug}">${escaped(text)}</a></li>`,
        )
        .join('')}</ul></nav>`;
};

const LONGEST = 170;

/** The first sentences of a text, up to the end of a word. */
const beginningOf = (text) => {
  const first =
    text
      .replace(/^(```|~~~).*?^\1/gms, '')
      .split(/\n\s*\n/)
      .find((paragraph) => /^[\p{L}`*]/u.test(paragraph)) ?? '';
  const plain = first
    .replace(/\[([^\]]*)]\([^)]*\)/g, '$1')
    .replace(/[`*]/g, '')
    .replace(/\s+/g, ' ');
  return plain.length <= LONGEST ? plain : `${plain.slice(0, LONGEST).replace(/\s+\S*$/, '')} …`;
};

/** A page of docs/. */
export const page = (name, { title, html, headings, text }, { before, after }) => ({
  current: name,
  title,
  description: beginningOf(text),
  main: `<article class="text">${html}</article>
<nav class="next" aria-label="Before and after">${before ? `<a rel="prev" href="/docs/${before.name}">← ${escaped(before.title)}</a>` : '<span></span>'}
${after ? `<a rel="next" href="/docs/${after.name}">${escaped(after.title)} →</a>` : ''}</nav>`,
  aside: onThisPage(headings),
});

/** The front page: all pages by what they are for. */
export const front = (sections, pages) => ({
  current: '',
  title: 'Documentation',
  description: 'How to install, use and run CROW, and the reference of its API.',
  main: `<div class="text"><h1>Documentation</h1>
<p>New here? <a href="/auth/sign-up">Create an account</a>, and the set-up leads to your first event. The rest is below.</p></div>
<h2 id="reference">Reference</h2>
<div class="cards"><a class="tile" href="/docs/reference"><h3>API reference</h3><p>Every operation of this suite, with its permission, refusals and examples.</p></a></div>
${sections
  .map(
    ({ title, pages: listed }) => `<h2 id="${escaped(title.toLowerCase())}">${escaped(title)}</h2>
<div class="cards">${listed
      .map(
        (one) => `<a class="tile" href="/docs/${one.name}"><h3>${escaped(one.title)}</h3>
<p>${escaped(beginningOf(pages.get(one.name).text))}</p></a>`,
      )
      .join('\n')}</div>`,
  )
  .join('\n')}`,
});

/** The reference is drawn by a script from the document of the suite that serves it, and so never behind it. */
export const reference = (scripts) => ({
  current: 'reference',
  title: 'API reference',
  description:
    'Every operation of the public API, with its permission, parameters, bodies, answers and refusals.',
  more: `<script type="module" src="/docs/${scripts.reference}"></script>`,
  main: `<div class="text"><h1>API reference</h1>
<p>Drawn from <a href="/api/v1/openapi.json">the OpenAPI document</a> of the suite you are reading this at. How keys, pages and
problems work in general: <a href="/docs/api">the HTTP API</a>.</p></div>
<div id="reference" aria-busy="true"><noscript>The reference is drawn by a script. The document itself is at
<a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</noscript></div>`,
});

/** For addresses where nothing is. */
export const missing = () => ({
  title: 'There is no such page',
  description: '',
  main: `<div class="text"><h1>There is no such page</h1>
<p>Search for it above, or look at <a href="/docs/">all pages</a>.</p></div>`,
});
