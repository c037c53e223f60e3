import { unlessMistaken } from '../base/errors.ts';
import type { OpenChange } from '../change/change.ts';
import type { Notice } from '../domain/notice.ts';
import { isPinned } from '../model/target.ts';
import type { PlanArm } from './arms.ts';
import { askedModels } from './models.ts';
import { promptsOfFile } from './parts.ts';

/**
 * The prompts that cannot be run any more once an edited policy, which newly requires pinned models, is merged. What
 * cannot be read for another reason is reported elsewhere.
 */
export async function notPinnedNotices(
  { prompts, candidate, config, namings, policySource }: OpenChange,
  planArm: PlanArm,
): Promise<Notice[]> {
  if (!namings.requiresPinned) return [];
  const policy = { ...config, ...namings.candidate };
  const names: string[] = [];
  for (const { path, kind } of prompts) {
    if (kind === 'deleted') continue;
    const parts = await unlessMistaken(() => promptsOfFile(path, { snapshot: candidate, config: policy }));
    for (const { name, candidate: source } of parts ?? []) {
      const arm = await unlessMistaken(() => planArm(source));
      if (arm && !askedModels(arm).every(({ target }) => isPinned(target))) names.push(name);
    }
  }
  return names.length === 0 ? [] : [{ code: 'prompts-not-pinned', path: policySource.path, prompts: names }];
}
