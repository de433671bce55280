import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { find } from '../src/find';
import { render } from '../src/markdown.mjs';
import { byTag, commandOf, limitsOf, membersOf, type OpenApi, typeOf } from '../src/openapi';
import { entriesOf } from '../src/search-entries.mjs';

const repository = resolve(__dirname, '../../..');
const page = (text: string) => render('api', { path: 'docs/api.md', text }, repository);

describe('a page', () => {
  it('leads to other pages, and says of other files that they are in the repository', () => {
    const { html, links } = page(
      '[a](sdk.md#options) [b](../sdk/README.md) [c](https://e.example/) [d](#here)\n# Here',
    );
    expect(html).toContain('<a href="/docs/sdk#options">a</a>');
    expect(html).toContain('<span class="in-repository" title="In the repository: sdk/README.md">b</span>');
    expect(html).toContain('<a href="https://e.example/">c</a>');
    expect(links).toEqual([
      { to: 'sdk', anchor: 'options' },
      { to: 'api', anchor: 'here' },
    ]);
  });

  it('fails the build where it names a file that is not there', () => {
    expect(() => page('[a](nowhere.md)')).toThrow('nowhere.md');
  });

  it('names its headings as GitHub does, and twice the same one apart', () => {
    const { anchors } = page('# Keys & `tokens` (auth-service)\n## Same\n## Same');
    expect([...anchors]).toEqual(['keys--tokens-auth-service', 'same', 'same-1']);
  });

  it('takes HTML of a text as text', () => {
    expect(page('<script>alert(1)</script>').html).toContain('&lt;script&gt;');
  });

  it('needs no inline style for its colours', () => {
    const { html } = page('```sh\ncurl -s "$CROW"\n```');
    expect(html).toContain('hljs-');
    expect(html).not.toContain('style=');
  });
});

describe('the search', () => {
  const pages = new Map([
    [
      'sdk',
      page(
        '# The SDK\nOne line.\n## Privacy\nGlobal Privacy Control means no.\n```sh\n# no heading\n```\n## Size\nSmall.',
      ),
    ],
  ]);
  const entries = entriesOf(pages);

  it('knows each part, and takes no comment of a command for one', () => {
    expect(entries.map(({ to }) => to)).toEqual(['/docs/sdk', '/docs/sdk#privacy', '/docs/sdk#size']);
  });

  it('needs all words, and puts headings first', () => {
    expect(find(entries, 'privacy').map(({ heading }) => heading)).toEqual(['Privacy']);
    expect(find(entries, 'sdk line')[0]?.heading).toBe('The SDK');
    expect(find(entries, 'privacy elephant')).toEqual([]);
  });
});

describe('the reference', () => {
  const api: OpenApi = {
    paths: {
      '/b/{id}': { get: { summary: 'B', tags: ['Zoo'], 'x-permission': 'public' } },
      '/a': {
        post: {
          summary: 'A',
          tags: ['Ant'],
          requestBody: { content: { 'application/json': { example: { name: "it's" } } } },
        },
      },
    },
    components: {
      schemas: {
        Tree: {
          type: 'object',
          required: ['name'],
          properties: {
            name: { type: 'string', maxLength: 5 },
            children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
          },
        },
      },
    },
  };

  it('sorts operations by what they are about', () => {
    expect([...byTag(api)].map(([tag, list]) => [tag, list[0]?.anchor])).toEqual([
      ['Ant', 'post-a'],
      ['Zoo', 'get-b-id'],
    ]);
  });

  it('follows a shape that holds itself once', () => {
    expect(
      membersOf(api, { $ref: '#/components/schemas/Tree' }).map(({ name, required, depth }) => [
        name,
        required,
        depth,
      ]),
    ).toEqual([
      ['name', true, 0],
      ['children', false, 0],
    ]);
  });

  it('says types and limits in few words', () => {
    expect(typeOf({ type: ['string', 'null'], format: 'uuid' })).toBe('string or null (uuid)');
    expect(typeOf({ type: 'array', items: { $ref: '#/components/schemas/Tree' } })).toBe('array of Tree');
    expect(limitsOf({ minimum: 1, maximum: 9, default: 3 })).toBe('at least 1; at most 9; default 3');
  });

  it('writes commands that a shell takes as they are', () => {
    const [a, b] = [...byTag(api).values()].flat();
    expect(a && commandOf(a)).toBe(
      `curl -s -X POST "$CROW/a" \\\n  -H "Authorization: Bearer $SECRET_KEY" \\\n  -H 'Content-Type: application/json' \\\n  -d '{"name":"it'\\''s"}'`,
    );
    expect(b && commandOf(b)).toBe('curl -s "$CROW/b/$ID"');
  });
});
