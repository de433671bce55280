// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { Elements } from '../src/capture/elements';

const elements = new Elements({ key: 'k', endpoint: 'e', maskSelector: '.private', ignoreSelector: '.no' });
const show = (html: string): Element => {
  document.body.innerHTML = html;
  return document.querySelector('#x') as Element;
};

beforeEach(() => {
  document.body.innerHTML = '';
});

describe('what an element is called', () => {
  it.each([
    ['<button id="x">  Add \n to  cart </button>', 'Add to cart'],
    ['<a id="x" href="/"><img alt="Home"></a>', 'Home'],
    ['<button id="x" aria-label="Close"></button>', 'Close'],
    ['<input id="x" type="submit" value="Send">', 'Send'],
    ['<input id="x" type="text" name="street" value="5 Hidden Lane">', 'street'],
    ['<input id="x" type="password" value="hunter2">', ''],
    ['<textarea id="x" name="note">my secret</textarea>', 'note'],
    ['<div id="x" contenteditable>my secret</div>', 'my secret'],
    ['<button id="x" data-crow-mask>Jane Doe</button>', '[masked]'],
    ['<div class="private"><button id="x">Jane Doe</button></div>', '[masked]'],
    [`<p id="x">${'prose '.repeat(50)}</p>`, ''],
  ])('%s is "%s"', (html, label) => {
    const element = show(html);
    if (html.includes('contenteditable')) {
      // jsdom does not know this property.
      Object.defineProperty(element, 'isContentEditable', { value: true });
      expect(elements.label(element)).toBe('');
    } else {
      expect(elements.label(element)).toBe(label);
    }
  });

  it('is not asked where nothing may be captured', () => {
    for (const html of [
      '<div data-crow-ignore><b id="x">a</b></div>',
      '<div class="no"><b id="x">a</b></div>',
    ]) {
      expect(elements.around(show(html))).toBeUndefined();
    }
  });

  it('is that of the button around what was touched', () => {
    const icon = show('<button aria-label="Search"><svg id="x"></svg></button>');
    expect(elements.around(icon)?.localName).toBe('button');
  });
});

it('finds the same element by a short selector', () => {
  document.body.innerHTML = '<main><ul class="list"><li>a</li><li><b id="x1234"></b><i></i></li></ul></main>';
  const bold = document.querySelector('b') as Element;
  const { selector } = elements.describe(bold);
  expect(document.querySelector(selector)).toBe(bold);
});
