/** Finds parts of the documentation while somebody types. */
import { type Entry, find, wordsOf } from './find';

const AROUND = 60;

let entries: Promise<Entry[]> | undefined;

const fetched = async (): Promise<Entry[]> => {
  const answer = await fetch('/docs/search.json');
  if (!answer.ok) {
    throw new Error(`The index answers ${answer.status}`);
  }
  return answer.json();
};

/** Fetched once somebody searches, and again if that did not work. */
const load = async (): Promise<Entry[]> => {
  entries ??= fetched();
  try {
    return await entries;
  } catch (error) {
    entries = undefined;
    throw error;
  }
};

/** The text around the first word. */
const excerptOf = ({ text }: Entry, query: string): string => {
  const from = Math.max(0, text.toLowerCase().indexOf(wordsOf(query)[0] ?? '') - AROUND);
  return `${from > 0 ? '…' : ''}${text.slice(from, from + 3 * AROUND)}…`;
};

const element = (name: string, text: string, className = ''): HTMLElement => {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
};

/** What stands in the place of findings. */
const instead = (text: string): HTMLElement => {
  const made = element('li', text, 'none');
  made.setAttribute('role', 'option');
  made.setAttribute('aria-disabled', 'true');
  return made;
};

const start = (input: HTMLInputElement, list: HTMLElement) => {
  let active = -1;
  const options = () => [...list.querySelectorAll<HTMLAnchorElement>('a')];

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };

  const choose = (at: number) => {
    const all = options();
    active = all.length === 0 ? -1 : (at + all.length) % all.length;
    for (const [place, option] of all.entries()) {
      option.setAttribute('aria-selected', `${place === active}`);
    }
    const chosen = all[active];
    if (chosen) {
      input.setAttribute('aria-activedescendant', chosen.id);
      chosen.scrollIntoView({ block: 'nearest' });
    }
  };

  const show = (found: Entry[], query: string) => {
    list.replaceChildren(
      ...found.map((entry, at) => {
        const link = document.createElement('a');
        link.href = entry.to;
        link.id = `found-${at}`;
        link.setAttribute('role', 'option');
        link.setAttribute('aria-selected', 'false');
        link.tabIndex = -1;
        link.append(
          element('strong', entry.heading === entry.page ? entry.page : `${entry.page} › ${entry.heading}`),
          element('span', excerptOf(entry, query)),
        );
        const item = document.createElement('li');
        item.setAttribute('role', 'presentation');
        item.append(link);
        return item;
      }),
      ...(found.length === 0 ? [instead('Nothing was found.')] : []),
    );
    list.hidden = false;
    active = -1;
    input.setAttribute('aria-expanded', 'true');
  };

  input.addEventListener('input', async () => {
    const query = input.value.trim();
    if (query === '') {
      close();
      return;
    }
    try {
      const all = await load();
      // Somebody types faster than the index comes.
      if (query === input.value.trim()) {
        show(find(all, query), query);
      }
    } catch {
      list.replaceChildren(instead('The search could not be reached; type on to try again.'));
      list.hidden = false;
    }
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      choose(active + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter') {
      options()[Math.max(active, 0)]?.click();
    } else if (event.key === 'Escape') {
      close();
    }
  });
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Node && !list.contains(target) && target !== input) {
      close();
    }
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? '')) {
      event.preventDefault();
      input.focus();
    }
  });
};

const input = document.querySelector<HTMLInputElement>('#search');
const list = document.querySelector<HTMLElement>('#found');
if (input && list) {
  start(input, list);
}
// On a phone the list of pages would stand before every page.
if (matchMedia('(max-width: 60rem)').matches) {
  document.querySelector('.pages details')?.removeAttribute('open');
}
