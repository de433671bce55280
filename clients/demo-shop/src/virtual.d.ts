/// <reference types="vite/client" />

/** Made by `vite.config.ts` from `catalogue/make.ts` when the shop is built. */
declare module 'virtual:catalogue' {
  const catalogue: import('./catalogue').Catalogue;
  export default catalogue;
}

interface CrowConsent {
  analytics: boolean;
  replay: boolean;
}

/** What the page says to CROW's SDK; an array of calls until it has loaded. */
interface Crow {
  push(call: [method: string, ...given: unknown[]]): void;
  readonly consent?: CrowConsent;
}

interface Window {
  crow?: Crow;
}
