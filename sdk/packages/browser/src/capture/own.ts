import type { Host } from '../host';

/** Whether a call is the SDK's. Pages may live at the gateway's address, so that alone does not tell. */
export const isOwn = (host: Host, url: string): boolean =>
  url.startsWith(`${host.options.endpoint}/api/v1/ingest/`) ||
  url.startsWith(`${host.options.endpoint}/sdk/`);
