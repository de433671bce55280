import { expect, it } from 'vitest';
import { home, missing } from '../src/pages.mjs';

const ORIGIN = 'https://crow-site.invalid';
const pages = {
  home: home({ origin: ORIGIN, style: 'assets/a.css' }),
  missing: missing({ origin: ORIGIN, style: 'assets/a.css' }),
};

it.each(Object.entries(pages))('%s runs under a policy without anything inline', (_, html) => {
  const document = new DOMParser().parseFromString(html, 'text/html');
  expect(document.querySelectorAll('[style], style, [onclick]')).toHaveLength(0);
  const inline = [...document.scripts].filter(
    (script) => !script.src && script.type !== 'application/ld+json',
  );
  expect(inline).toHaveLength(0);
});

it.each(Object.entries(pages))('%s asks nobody else for anything', (_, html) => {
  const document = new DOMParser().parseFromString(html, 'text/html');
  for (const element of document.querySelectorAll('script[src], link[rel=stylesheet], img')) {
    expect(element.getAttribute('src') ?? element.getAttribute('href')).toMatch(/^\/[^/]/);
  }
});

it.each(Object.entries(pages))('%s ends every part it begins', (_, html) => {
  const marks = [...html.matchAll(/<!--(\/?)if:(\w+)-->/g)];
  const open: string[] = [];
  for (const [, end, name = ''] of marks) {
    if (end) {
      expect(open.pop()).toBe(name);
    } else {
      open.push(name);
    }
  }
  expect(open).toEqual([]);
});

it('tells programs what it is', () => {
  const document = new DOMParser().parseFromString(pages.home, 'text/html');
  const data = document.querySelector('script[type="application/ld+json"]')?.textContent ?? '';
  expect(JSON.parse(data)).toMatchObject({ '@type': 'SoftwareApplication', url: `${ORIGIN}/` });
  expect(document.querySelector('link[rel=canonical]')?.getAttribute('href')).toBe(`${ORIGIN}/`);
});
