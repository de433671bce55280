import type { BrowserOptions } from '../options';

const ACTING =
  'a,button,summary,label,option,input,select,textarea,[role=button],[role=link],[role=tab],[role=menuitem],[role=option],[role=checkbox],[role=switch],[onclick],[data-crow-event],[data-crow-add],[data-crow-remove],[data-crow-label]';
const MAX_LABEL = 80;

/** What an event says of an element. */
export interface Described {
  text?: string;
  element: string;
  selector: string;
  href?: string;
}

/** What a person would call an element, and where to find it. Never what somebody typed. */
export class Elements {
  constructor(private readonly _options: BrowserOptions) {}

  /** The element somebody meant to act on, or undefined where nothing may be captured. */
  target(event: Event): Element | undefined {
    // Inside open shadow roots the path knows more than the target.
    return this.around(event.composedPath()[0] ?? event.target);
  }

  /** The same for the element that was touched. */
  around(first: EventTarget | null): Element | undefined {
    const element = first instanceof Element ? first : undefined;
    if (!element || this._within(element, '[data-crow-ignore]', this._options.ignoreSelector)) {
      return undefined;
    }
    return element.closest(ACTING) ?? element;
  }

  acting(element: Element): boolean {
    return element.matches(ACTING);
  }

  describe(element: Element): Described {
    const described: Described = {
      element: element.localName,
      selector: selectorOf(element),
    };
    const label = this.label(element);
    if (label) {
      described.text = label;
    }
    if (element instanceof HTMLAnchorElement && element.href) {
      described.href = element.origin === location.origin ? element.pathname : element.host;
    }
    return described;
  }

  label(element: Element): string {
    if (this._within(element, '[data-crow-mask]', this._options.maskSelector)) {
      return '[masked]';
    }
    const attribute = (name: string) => element.getAttribute(name) ?? '';
    let label = attribute('data-crow-label') || attribute('aria-label');
    if (!label && element instanceof HTMLInputElement) {
      // A button's value is its caption; any other is the visitor's.
      label = /^(submit|button|reset)$/.test(element.type)
        ? element.value
        : attribute('alt') || attribute('placeholder') || attribute('name');
    } else if (!label && /^(select|textarea)$/.test(element.localName)) {
      label = attribute('name');
    } else if (!label && !(element as HTMLElement).isContentEditable) {
      const small = this.acting(element) || element.childElementCount < 2;
      const visible = small ? (element.textContent ?? '').slice(0, 4 * MAX_LABEL).trim() : '';
      // What is longer and does nothing is prose, not a label.
      label =
        (this.acting(element) || visible.length <= MAX_LABEL ? visible : '') ||
        attribute('alt') ||
        attribute('title') ||
        (small ? (element.querySelector('img[alt]')?.getAttribute('alt') ?? '') : '');
    }
    return label.replace(/\s+/g, ' ').trim().slice(0, MAX_LABEL);
  }

  private _within(element: Element, attribute: string, selector: string | undefined): boolean {
    return !!element.closest(selector ? `${attribute},${selector}` : attribute);
  }
}

/** Short, readable, and the same for the same element of the same page. */
const selectorOf = (element: Element): string => {
  let selector = '';
  let current: Element | null = element;
  for (let level = 0; current && level < 4; level++) {
    let step = current.localName;
    if (current.id && !/\d{3}/.test(current.id)) {
      return `${step}#${current.id}${selector && ' > '}${selector}`.slice(0, 200);
    }
    const name = current.getAttribute('class')?.match(/(^|\s)([a-z][\w-]{2,30})(\s|$)/i)?.[2];
    if (name) {
      step += `.${name}`;
    }
    let place = 1;
    let before = current.previousElementSibling;
    while (before) {
      place += before.localName === current.localName ? 1 : 0;
      before = before.previousElementSibling;
    }
    if (place > 1) {
      step += `:nth-of-type(${place})`;
    }
    selector = selector ? `${step} > ${selector}` : step;
    current = current.parentElement;
  }
  return selector.slice(0, 200);
};
