import type { ModelRequest, ModelTarget } from '../domain/answer.ts';
import type { Api, Endpoint, ModelFamily, Provider, Providers } from './provider.ts';
import { providers } from './providers/table.ts';

/**
 * The provider of a target.
 * @throws Error for a name outside the table, which no reader of names lets in.
 */
export function providerOf(
  { provider: name }: Pick<ModelTarget, 'provider'>,
  table: Providers = providers,
): Provider {
  const provider = Object.hasOwn(table, name) ? table[name] : undefined;
  if (provider === undefined) throw new Error(`no provider is named ${name}`);
  return provider;
}

/**
 * The API by which a target answers messages.
 * @throws Error for a name that the target's provider does not have.
 */
export function apiOf(target: Pick<ModelTarget, 'provider' | 'api'>, table: Providers = providers): Api {
  const { apis, defaultApi } = providerOf(target, table);
  const name = target.api ?? defaultApi;
  const api = Object.hasOwn(apis, name) ? apis[name] : undefined;
  if (api === undefined) throw new Error(`${target.provider} has no API named ${name}`);
  return api;
}

/**
 * Where a request goes, and how its answer is read.
 * @throws Error for an embedding of a provider that makes none.
 */
export function endpointOf({ target, kind }: ModelRequest, table: Providers = providers): Endpoint {
  if (kind !== 'embedding') return apiOf(target, table);
  const { embeddings } = providerOf(target, table);
  if (embeddings === null) throw new Error(`${target.provider} makes no embeddings`);
  return embeddings.api;
}

/** The name of the provider whose naming a bare model name follows, or undefined. */
export function providerOfModel(model: string, table: Providers = providers): string | undefined {
  return Object.keys(table).find((name) => table[name]?.family.has(model));
}

/** The family that a model's name belongs to, and the name without its publisher; undefined for a name of no family. */
export function familyOf(
  target: Pick<ModelTarget, 'model'>,
  table: Providers = providers,
): { family: ModelFamily; model: string } | undefined {
  const model = bareName(target);
  const family = Object.values(table).find(({ family }) => family.has(model))?.family;
  return family && { family, model };
}

/** A model's name without the publisher that some hosts want before it. */
export function bareName({ model }: Pick<ModelTarget, 'model'>): string {
  return model.slice(model.lastIndexOf('/') + 1);
}
