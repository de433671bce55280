import { Problem } from '@crow/api';
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { type ContextDocument, typeOf, wrongWith } from '../src/context';
import { State } from '../src/pages/settings-context';
import { Pieces } from '../src/pages/settings-knowledge';
import { putFile } from '../src/upload';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('a file is known by the end of its name, and refused before it is sent', () => {
  expect(typeOf('Policies.MD')).toBe('text/markdown');
  expect(typeOf('prices.final.pdf')).toBe('application/pdf');
  expect(wrongWith({ name: 'archive.zip', size: 1 })).toBe('Files of this kind are not read.');
  expect(wrongWith({ name: 'constructor', size: 1 })).toBe('Files of this kind are not read.');
  expect(wrongWith({ name: 'a.pdf', size: 10 * 1024 * 1024 + 1 })).toContain('10 MB');
  expect(wrongWith({ name: 'a.pdf', size: 10 * 1024 * 1024 })).toBeUndefined();
});

const document = (version: Partial<ContextDocument['versions'][number]>, currentVersion?: number) =>
  ({
    id: 'd',
    name: 'Policies',
    ...(currentVersion && { currentVersion }),
    versions: [
      {
        version: 2,
        mediaType: 'text/plain',
        bytes: 1,
        state: 'RUNNING',
        step: 'embedding',
        done: 3,
        createdAt: '',
        ...version,
      },
    ],
    updatedAt: '',
  }) as ContextDocument;

test('a version being read says how far it is, and which one is found meanwhile', () => {
  const { container } = render(<State of={document({ total: 12 }, 1)} />);
  expect(screen.getByRole('progressbar').getAttribute('max')).toBe('12');
  expect(container.textContent).toContain('making it searchable 3 / 12');
  expect(container.textContent).toContain('Version 1 is found meanwhile.');
});

test('a version that was refused says why', () => {
  const { container } = render(
    <State of={document({ state: 'FAILED', detail: 'It is protected by a password.' })} />,
  );
  expect(container.textContent).toBe('Not readIt is protected by a password.');
});

test('a piece is shown with its source, and hides nothing', () => {
  const { container } = render(
    <Pieces
      found={[
        {
          kind: 'DOCUMENT',
          title: 'Policies',
          version: 2,
          position: 0,
          page: 4,
          heading: 'Orders > Returns',
          text: 'Within 30\u202E days <b>free</b>',
        },
      ]}
    />,
  );
  expect(container.textContent).toContain('version 2, piece 1, page 4 · Orders > Returns');
  expect(container.textContent).toContain('Within 30\uFFFD days <b>free</b>');
  expect(container.querySelector('b')).toBeNull();
});

test('nothing that fits is said', () => {
  render(<Pieces found={[]} />);
  expect(screen.getByText('Nothing fits.')).toBeTruthy();
});

class Sending {
  static last: Sending;
  headers: Record<string, string> = {};
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  status = 0;
  responseText = '';
  onload = () => {};
  onerror = () => {};
  asked = '';
  constructor() {
    Sending.last = this;
  }
  open(method: string, path: string) {
    this.asked = `${method} ${path}`;
  }
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }
  send() {}
  answer(status: number, body = '') {
    this.status = status;
    this.responseText = body;
    this.onload();
  }
}

test('a file is sent with its type, telling how much of it has left', async () => {
  vi.stubGlobal('XMLHttpRequest', Sending);
  const told: number[] = [];
  const sent = putFile('/place', new Blob(['words']), 'text/plain', (part) => told.push(part));
  expect(Sending.last.asked).toBe('PUT /place');
  expect(Sending.last.headers['Content-Type']).toBe('text/plain');
  Sending.last.upload.onprogress?.({ loaded: 1, total: 4 });
  Sending.last.answer(202);
  await sent;
  expect(told).toEqual([0.25, 1]);
});

test('a refused file is a problem, and so is no answer', async () => {
  vi.stubGlobal('XMLHttpRequest', Sending);
  const refused = putFile('/place', new Blob(['words']), 'text/plain', () => {});
  Sending.last.answer(413, '{"type":"https://crow.example/problems/payload-too-large","title":"Too large"}');
  await expect(refused).rejects.toMatchObject({ slug: 'payload-too-large', status: 413 });
  const lost = putFile('/place', new Blob(['words']), 'text/plain', () => {});
  Sending.last.onerror();
  await expect(lost).rejects.toBeInstanceOf(Problem);
});
