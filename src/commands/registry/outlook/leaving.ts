import { ownMember } from '../../../base/json.ts';
import type { OpenChange } from '../../../change/change.ts';
import { entryOf } from '../../../change/naming.ts';
import type { Notice } from '../../../domain/notice.ts';
import type { PromptState } from '../../../domain/registry-state.ts';
import { findNames, namesOnceMerged } from '../../../plan/names.ts';
import { servingVersions } from '../../../registry/exposure.ts';
import { servingIn } from '../../../registry/promotion.ts';
import type { KnownLog } from '../log.ts';

/**
 * Prompts whose name is gone once a change is merged, and which go on serving.
 * @param change its `prompts` include those whose entry in the policy alone changes
 */
export async function leavingNotices(change: OpenChange, { state }: KnownLog): Promise<Notice[]> {
  const { base, prompts, namings, registries } = change;
  const order = registries.before?.environments.map(({ name }) => name) ?? [];
  const files = [...new Set(prompts.flatMap(({ baselinePath }) => baselinePath ?? []))];
  const former = await findNames(
    base,
    files.map((path) => ({ path, entry: entryOf(namings.baseline, path) })),
  );
  const serving = former.prompts.flatMap(({ name }) => {
    const found = name === null ? [] : servingOf(ownMember(state.prompts, name), order);
    return name === null || found.length === 0 ? [] : [{ name, serving: found }];
  });
  if (serving.length === 0) return [];
  const names = new Set((await namesOnceMerged(change)).prompts.map(({ name }) => name));
  return serving
    .filter(({ name }) => !names.has(name))
    .map((found) => ({ code: 'prompt-goes-on-serving', ...found }));
}

/** In the order of the policy's environments, then those that it does not name any more. */
function servingOf(prompt: PromptState | undefined, order: readonly string[]) {
  const all = Object.keys(prompt?.environments ?? {});
  return [...order, ...all.filter((name) => !order.includes(name))].flatMap((environment) => {
    const served = prompt && servingIn(prompt, environment)?.served.at(-1);
    const versions = servingVersions(served?.allocation ?? {});
    return versions.length > 0 ? [{ environment, versions }] : [];
  });
}
