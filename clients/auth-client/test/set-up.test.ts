import { expect, it } from 'vitest';
import { deviceOf } from '../src/account/devices';
import { isComplete } from '../src/parts/password-field';
import { originOf, withScheme } from '../src/set-up/address';
import { snippetOf } from '../src/set-up/keys';
import { addressesIn } from '../src/set-up/team';

it.each([
  ['shop.example', 'https://shop.example'],
  ['http://localhost:3000/a?b', 'http://localhost:3000'],
  ['https://SHOP.example:443/', 'https://shop.example'],
  ['ftp://shop.example', undefined],
  ['javascript:alert(1)', undefined],
  ['', undefined],
])('the origin of %s is %s', (address, origin) => expect(originOf(address)).toBe(origin));

it('leaves a scheme that somebody typed', () => {
  expect(withScheme(' shop.example/a ')).toBe('https://shop.example/a');
  expect(withScheme('http://shop.example')).toBe('http://shop.example');
  expect(withScheme('ftp://shop.example')).toBe('ftp://shop.example');
});

it('reads addresses however they are divided, each once', () => {
  expect(addressesIn(' a@b.example, c@d.example;\n\na@b.example\tx ')).toEqual([
    'a@b.example',
    'c@d.example',
    'x',
  ]);
});

it('writes the line for pages', () => {
  expect(snippetOf('crow_pk_a')).toBe(
    `<script async src="${location.origin}/sdk/crow.js" data-key="crow_pk_a"></script>`,
  );
});

it('knows what a password has to have', () => {
  expect(isComplete('Quartz-47')).toBe(true);
  expect(isComplete('quartz-47')).toBe(false);
  expect(isComplete('Quartz447')).toBe(false);
  expect(isComplete('Qu-4🔑🔑')).toBe(false);
});

it('names devices by what browsers say of themselves', () => {
  expect(
    deviceOf('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0'),
  ).toBe('Edge, Windows');
  expect(deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1')).toBe(
    'Safari, iOS',
  );
  expect(deviceOf('curl/8')).toBe('curl/8');
  expect(deviceOf('')).toBe('An unknown device');
});
