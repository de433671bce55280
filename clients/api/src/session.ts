import type { components } from './schema';

/** Who is signed in, and what they may do: `GET /api/v1/auth/session`. */
export type Session = components['schemas']['SignedIn'];

/** A permission by its name in the internal token, such as `patterns:read`. */
export type May =
  | 'interactions:read'
  | 'patterns:read'
  | 'chat:use'
  | 'notifications:read'
  | 'team:manage'
  | 'api_keys:manage'
  | 'billing:manage'
  | 'settings:manage'
  | 'integrations:manage'
  | 'products:manage'
  | 'onboarding:manage'
  | 'self:manage'
  | 'organization:read'
  | 'organization:own';

/** Whether what needs the permission is to be shown. The suite decides again on each request. */
export const may = (session: Session, permission: May): boolean => session.permissions.includes(permission);

/** Where to sign in, and come back from to the address given. */
export const signInAt = (next: string): string => `/auth/sign-in?next=${encodeURIComponent(next)}`;
