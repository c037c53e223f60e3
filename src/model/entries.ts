import type { Config, ModelEntry } from '../domain/policy.ts';

/** In an entry's `model`, what stands for `*` in the name. */
const REST = '*';

/**
 * The entry of the policy's `models:` for a name, and the model that it means: the entry of just this name, else one for
 * all models of its vendor (`azure:*`). Undefined where the policy names neither.
 */
export function entryFor(
  name: string,
  models: Config['models'],
): { entry: ModelEntry; model: string } | undefined {
  const own = Object.hasOwn(models, name) ? models[name] : undefined;
  if (own) return { entry: own, model: own.model };
  const [, prefix, rest] = /^([^:/]{1,60}[:/])(.+)$/s.exec(name) ?? [];
  if (prefix === undefined || rest === undefined) return undefined;
  const pattern = `${prefix}${REST}`;
  const entry = Object.hasOwn(models, pattern) ? models[pattern] : undefined;
  return entry && { entry, model: entry.model === REST ? rest : entry.model };
}
