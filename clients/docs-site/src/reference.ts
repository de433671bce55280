/** Draws the reference of the API from the document of the suite that serves it. All of it is put in as text. */
import {
  type Answer,
  byTag,
  commandOf,
  type Described,
  exampleOf,
  limitsOf,
  membersOf,
  type OpenApi,
  type Parameter,
  resolved,
  type Schema,
  typeOf,
} from './openapi';

type Child = Node | string | false | undefined;

/** An element with attributes and children; texts become text nodes. */
const h = (name: string, attributes: Record<string, string> = {}, ...children: Child[]): HTMLElement => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
};

/** Words in backticks of a description are code; nothing else of Markdown is used there. */
const prose = (text: string | undefined): HTMLElement | undefined =>
  text
    ? h('p', {}, ...text.split(/`([^`]+)`/).map((part, at) => (at % 2 ? h('code', {}, part) : part)))
    : undefined;

const table = (label: string, rows: HTMLElement[]): HTMLElement | undefined =>
  rows.length === 0
    ? undefined
    : h(
        'div',
        { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': label },
        h(
          'table',
          {},
          h('caption', {}, label),
          h(
            'thead',
            {},
            h('tr', {}, ...['name', 'type', 'meaning'].map((text) => h('th', { scope: 'col' }, text))),
          ),
          h('tbody', {}, ...rows),
        ),
      );

const row = (
  name: string,
  where: string,
  required: boolean,
  schema: Schema,
  meaning: string | undefined,
  depth = 0,
) =>
  h(
    'tr',
    {},
    h(
      'td',
      { 'data-depth': `${Math.min(depth, 5)}` },
      h('code', {}, name),
      where && h('span', { class: 'where' }, ` ${where}`),
      required && h('span', { class: 'needed' }, ' required'),
    ),
    h('td', {}, typeOf(schema)),
    h('td', {}, [meaning, limitsOf(schema)].filter(Boolean).join(' – ')),
  );

const parameters = (api: OpenApi, list: Parameter[]) =>
  table(
    'Parameters',
    list
      .map((one) => resolved(api, one))
      .map((one) => row(one.name, `in ${one.in}`, one.required ?? false, one.schema ?? {}, one.description)),
  );

const members = (api: OpenApi, label: string, schema: Schema | undefined) =>
  schema &&
  table(
    label,
    membersOf(api, schema).map((member) =>
      row(member.name, '', member.required, member.schema, member.schema.description, member.depth),
    ),
  );

const code = (label: string, text: string) =>
  h('pre', { tabindex: '0', role: 'group', 'aria-label': label }, h('code', {}, text));

const shownAs = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));

const answers = (api: OpenApi, responses: Record<string, Answer>) =>
  h(
    'div',
    { class: 'answers' },
    h('h4', {}, 'Answers'),
    ...Object.entries(responses).map(([status, given]) => {
      const answer = resolved(api, given);
      const schema = Object.values(answer.content ?? {})[0]?.schema;
      const example = exampleOf(answer.content);
      const summary = h('summary', {}, h('strong', {}, status), ` ${answer.description ?? ''}`);
      const inside = [
        members(api, `Members of the answer ${status}`, schema),
        example !== undefined && code(`Example of the answer ${status}`, shownAs(example)),
      ].filter(Boolean);
      return inside.length > 0
        ? h('details', {}, summary, ...(inside as Child[]))
        : h('p', { class: 'answer' }, h('strong', {}, status), ` ${answer.description ?? ''}`);
    }),
  );

const details = (api: OpenApi, described: Described): Child[] => {
  const { operation } = described;
  const body = operation.requestBody?.content;
  return [
    prose(operation.description),
    h('p', { class: 'permission' }, 'Needs ', h('code', {}, operation['x-permission'] ?? 'a credential')),
    parameters(api, operation.parameters ?? []),
    body && members(api, `Body (${Object.keys(body).join(', ')})`, Object.values(body)[0]?.schema),
    code('Command', commandOf(described)),
    answers(api, operation.responses ?? {}),
  ];
};

/** Opened when somebody looks: a thousand tables at once would take long to draw. */
const operation = (api: OpenApi, described: Described): HTMLElement => {
  const { method, path, anchor, operation: given } = described;
  const box = h(
    'details',
    { class: 'operation', id: anchor },
    h(
      'summary',
      {},
      h('span', { class: 'method', 'data-method': method }, method),
      h('code', {}, path),
      h('span', { class: 'says' }, given.summary ?? ''),
    ),
  ) as HTMLDetailsElement;
  box.addEventListener('toggle', () => {
    if (box.open && box.childElementCount === 1) {
      box.append(
        ...details(api, described).filter((child): child is Node => Boolean(child)),
        h('p', {}, h('a', { href: `#${anchor}` }, 'Link to this operation')),
      );
    }
  });
  return box;
};

const open = () => {
  const wanted = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (wanted instanceof HTMLDetailsElement) {
    wanted.open = true;
    wanted.scrollIntoView();
  }
};

const filter = (root: HTMLElement): HTMLElement => {
  const input = h('input', {
    class: 'kit-input',
    type: 'search',
    id: 'filter',
    placeholder: 'Path, permission or word',
    autocomplete: 'off',
  }) as HTMLInputElement;
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const box of root.querySelectorAll<HTMLElement>('.operation')) {
      box.hidden = !words.every((word) => box.dataset.words?.includes(word));
    }
    for (const section of root.querySelectorAll<HTMLElement>('section')) {
      section.hidden = !section.querySelector('.operation:not([hidden])');
    }
  });
  return h('div', { class: 'kit-field' }, h('label', { class: 'kit-label', for: 'filter' }, 'Filter'), input);
};

const draw = (root: HTMLElement, api: OpenApi) => {
  const missing = api['x-unavailable'] ?? [];
  root.replaceChildren(
    filter(root),
    ...(missing.length > 0
      ? [
          h(
            'p',
            { class: 'kit-notice' },
            `Not running at the moment, so not described: ${missing.join(', ')}.`,
          ),
        ]
      : []),
    ...[...byTag(api)].map(([tag, list]) => {
      const id = `tag-${tag.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;
      return h(
        'section',
        { 'aria-labelledby': id },
        h('h2', { id }, tag),
        ...list.map((described) => {
          const box = operation(api, described);
          const { operationId, summary, ...given } = described.operation;
          box.dataset.words =
            `${described.method} ${described.path} ${operationId} ${summary} ${given['x-permission']} ${tag}`.toLowerCase();
          return box;
        }),
      );
    }),
  );
};

const start = async (root: HTMLElement) => {
  try {
    const answer = await fetch('/api/v1/openapi.json');
    if (!answer.ok) {
      throw new Error(`The suite answers ${answer.status}`);
    }
    draw(root, await answer.json());
    open();
    addEventListener('hashchange', open);
  } catch (error) {
    root.replaceChildren(
      h(
        'p',
        { class: 'kit-notice', role: 'alert' },
        `The document of the API could not be read: ${error instanceof Error ? error.message : error}. `,
        h('a', { href: '/api/v1/openapi.json' }, 'Look at it'),
        ', or load this page again.',
      ),
    );
  } finally {
    root.removeAttribute('aria-busy');
  }
};

const root = document.getElementById('reference');
if (root) {
  start(root);
}
