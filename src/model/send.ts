import type { Credentials, ModelRequest, ModelTarget } from '../domain/answer.ts';
import { keyOf } from './credentials.ts';
import { missingKey } from './failure.ts';
import { endpointOf, providerOf } from './lookup.ts';
import type { Post, Providers } from './provider.ts';
import { providers } from './providers/table.ts';
import { readResponse, readThrown, type SendResult } from './response.ts';
import { createTransport } from './transport.ts';

/**
 * Asks a model once: no retry, no waiting. Never rejects. `signal` aborts the call; calls that share a signal share the
 * provider's client, so a run has one signal for all its calls.
 */
export type Send = (request: ModelRequest, signal: AbortSignal) => Promise<SendResult>;

/** The transport's timeout comes first: it distinguishes cases that the SDK's would not. */
const sdkGraceMs = 5000;

/**
 * A sender over the providers' SDKs. The SDKs are loaded at the first call to their provider, read nothing from the
 * environment, log nothing and do not retry. `timeoutMs` bounds one call from the request's first byte to the answer's
 * last. `close` closes all connections.
 */
export function createSender(
  credentials: Credentials,
  { timeoutMs }: { timeoutMs: number },
  table: Providers = providers,
): Send & { close(): void } {
  const transport = createTransport(timeoutMs, credentials.proxy);
  const postsUntil = new WeakMap<AbortSignal, Map<string, Promise<Post>>>();

  const postTo = (target: ModelTarget, apiKey: string, signal: AbortSignal): Promise<Post> => {
    const posts = postsUntil.get(signal) ?? new Map<string, Promise<Post>>();
    postsUntil.set(signal, posts);
    const name = `${target.vendor ?? target.provider} ${target.baseUrl} ${target.keyVariable ?? ''}`;
    const known = posts.get(name);
    if (known) return known;
    const { connect, sentHeaders } = providerOf(target, table);
    const post = connect({
      apiKey,
      baseUrl: target.baseUrl,
      timeoutMs: timeoutMs + sdkGraceMs,
      fetch: transport.fetchUntil(signal, sentHeaders),
    });
    posts.set(name, post);
    return post;
  };

  const send: Send = async (request, signal) => {
    const { target } = request;
    const apiKey = keyOf(target, credentials);
    if (!apiKey) return { ok: false, failure: missingKey(target, table) };
    let started = performance.now();
    try {
      const post = await postTo(target, apiKey, signal);
      started = performance.now();
      const response = await post(endpointOf(request, table).path(target), request.body);
      const latencyMs = performance.now() - started;
      const text = response.ok ? transport.textOf(response) : await response.text();
      return readResponse(request, { response, text, latencyMs }, table);
    } catch (error) {
      const latencyMs = performance.now() - started;
      return readThrown(request, error, { timeoutMs, latencyMs, table });
    }
  };
  return Object.assign(send, { close: () => transport.close() });
}
