export { type Api, answerOf, csrfToken, makeApi } from './client';
export { isEnded, isMissing, Problem } from './problem';
export type { components, paths } from './schema';
export { type May, may, type Session, signInAt } from './session';

import type { components } from './schema';

/** The shapes of the public API by their names there. */
export type Schemas = components['schemas'];
