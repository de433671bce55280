import { expect, it } from 'vitest';
import { ownPath } from '../src/next';

it.each([
  '/dashboard',
  '/dashboard/live?x=1&y=%2F#z',
  '/auth/account',
  '/auth/onboarding/team',
])('leads back to %s', (path) => expect(ownPath(path)).toBe(path));

it.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '/a\\..\\b',
  'javascript:alert(1)',
  'dashboard',
  '/\t/evil.example',
  '/a/../../b',
  '/ü',
  '/auth/sign-in?next=/dashboard',
  '/auth/',
  `/${'a'.repeat(2000)}`,
  '',
  undefined,
  ['/dashboard'],
])('does not lead to %j', (path) => expect(ownPath(path)).toBeUndefined());
