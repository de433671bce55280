import { existsSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import java from 'highlight.js/lib/languages/java';
import json from 'highlight.js/lib/languages/json';
import properties from 'highlight.js/lib/languages/properties';
import python from 'highlight.js/lib/languages/python';
import sql from 'highlight.js/lib/languages/sql';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import MarkdownIt from 'markdown-it';

const LANGUAGES = { bash, java, json, properties, python, sql, typescript, xml, yaml };
const ALIASES = {
  sh: 'bash',
  shell: 'bash',
  html: 'xml',
  ts: 'typescript',
  tsx: 'typescript',
  js: 'typescript',
};
for (const [name, language] of Object.entries(LANGUAGES)) {
  hljs.registerLanguage(name, language);
}

/** The name of a heading in addresses, as GitHub makes it: links in docs/ work on both. */
const slugOf = (text) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

const textOf = (inline) =>
  (inline.children ?? [])
    .filter(({ type }) => ['text', 'code_inline'].includes(type))
    .map(({ content }) => content)
    .join('');

const highlight = (code, given) => {
  const language = ALIASES[given] ?? given;
  return hljs.getLanguage(language) ? hljs.highlight(code, { language }).value : '';
};

/**
 * Makes a page of a text.
 *
 * @param name path of the page below /docs
 * @param source its text, and the file it stands in
 * @param repository folder in which every file that is named has to be
 * @returns its title, HTML, headings, anchors and links to other pages
 */
export const render = (name, { path, text }, repository) => {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, highlight });
  const links = [];
  const headings = [];
  const anchors = new Set();

  /** Where a link of the source leads on the site; null for what only the repository has. */
  const leadsTo = (href) => {
    if (/^[a-z]+:/i.test(href)) {
      return href;
    }
    const [file, anchor] = href.split('#');
    const target = file === '' ? path : posix.normalize(posix.join(dirname(path), file));
    if (target !== '.' && !existsSync(join(repository, target))) {
      throw new Error(`${path} names ${href}, which is not there`);
    }
    if (target.startsWith('docs/images/')) {
      return `/${target}`;
    }
    if (target === 'docs/adr' || target === 'docs/adr/') {
      return '/docs/#decisions';
    }
    if (target === 'CHANGELOG.md' || (target.startsWith('docs/') && target.endsWith('.md'))) {
      const to = target === 'CHANGELOG.md' ? 'changes' : target.slice('docs/'.length, -'.md'.length);
      links.push({ to, anchor });
      return `/docs/${to}${anchor ? `#${anchor}` : ''}`;
    }
    return null;
  };

  markdown.core.ruler.push('crow', ({ tokens }) => {
    for (const [at, token] of tokens.entries()) {
      if (token.type === 'heading_open') {
        const heading = textOf(tokens[at + 1]);
        let slug = slugOf(heading);
        for (let count = 1; anchors.has(slug); count++) {
          slug = `${slugOf(heading)}-${count}`;
        }
        anchors.add(slug);
        token.attrSet('id', slug);
        headings.push({ level: Number(token.tag.slice(1)), text: heading, slug });
      }
      if (token.type === 'inline') {
        relink(token.children, leadsTo);
      }
    }
  });
  // Wide tables scroll by themselves, and with the keyboard.
  markdown.renderer.rules.table_open = () =>
    '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>\n';
  markdown.renderer.rules.table_close = () => '</table></div>\n';

  const html = markdown.render(text).replace(/<pre><code/g, '<pre tabindex="0"><code');
  return { title: headings[0]?.text ?? name, html, headings, anchors, links, text };
};

/** Turns links around; those into the repository become plain text that says what it is. */
const relink = (tokens, leadsTo) => {
  let inRepository = false;
  for (const token of tokens) {
    if (token.type === 'link_open') {
      const href = token.attrGet('href');
      const to = leadsTo(decodeURI(href));
      inRepository = to === null;
      if (inRepository) {
        token.tag = 'span';
        token.attrs = [
          ['class', 'in-repository'],
          ['title', `In the repository: ${decodeURI(href).replace(/^(\.\.\/)+/, '')}`],
        ];
      } else {
        token.attrSet('href', to);
      }
    } else if (token.type === 'link_close' && inRepository) {
      token.tag = 'span';
      inRepository = false;
    } else if (token.type === 'image') {
      token.attrSet('src', leadsTo(token.attrGet('src')));
      token.attrSet('loading', 'lazy');
    }
  }
};
