import type { ModelTarget } from '../../domain/answer.ts';
import { nameOf } from '../../model/names.ts';
import type { Providers } from '../../model/provider.ts';
import { providers } from '../../model/providers/table.ts';

/**
 * The name of a pinned judge of another vendor than the one under test, since nobody judges its own kin: the first in the
 * table. For null, of any vendor.
 */
export function judgeOfOtherVendor(vendor: string | null, table: Providers = providers): string {
  const judge = Object.entries(table).find(([provider]) => provider !== vendor);
  if (judge === undefined) throw new Error(`no provider but ${vendor} has a judge`);
  const [provider, { defaultJudge: model }] = judge;
  return nameOf({ provider, model });
}

/** Who makes embeddings where the policy names nobody: the first provider that makes any. */
export function defaultEmbedder(
  table: Providers = providers,
): Pick<ModelTarget, 'provider' | 'model'> & { title: string } {
  const [found] = Object.entries(table).flatMap(([provider, { title, embeddings }]) =>
    embeddings === null ? [] : [{ provider, title, model: embeddings.defaultModel }],
  );
  if (found === undefined) throw new Error('no provider makes embeddings');
  return found;
}
