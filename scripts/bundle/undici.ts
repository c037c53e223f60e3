/*
 * Replaces undici, which the GitHub client and the cache client import: Node's own `fetch` is the same library, and a
 * proxy is set with NODE_USE_ENV_PROXY. Saves half a megabyte.
 */
export const fetch = globalThis.fetch;

export class ProxyAgent {}
