import { makeApi, type Schemas } from '@crow/api';

/** The public API. A session that ended is dealt with where it matters: here it is often just not there yet. */
export const api = makeApi();

export type SignedIn = Schemas['SignedIn'];
