import { digestOf } from '../../base/digest.ts';
import { type ConfigurationError, ConfigurationErrors, mistakesIn } from '../../base/errors.ts';
import { promptPaths } from '../../change/detect.ts';
import { entryOf } from '../../change/naming.ts';
import type { Bundle } from '../../domain/bundle.ts';
import type { Config } from '../../domain/policy.ts';
import type { Digest } from '../../domain/registry.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { credentialsFrom } from '../../model/credentials.ts';
import { isPinned } from '../../model/target.ts';
import { type ArmSource, armPlanner, type PlannedArm } from '../../plan/arms.ts';
import { type NamedPart, partsOf } from '../../plan/parts.ts';
import { type Nameable, nameOfPrompt, namePrompts } from '../../registry/names.ts';

/** A prompt of main at one commit. */
export type FoundPrompt = {
  name: string;
  /** Of its file. */
  path: string;
  source: ArmSource;
  arm: PlannedArm;
  bundle: Bundle;
  digest: Digest;
  /** Whether the model is pinned to a dated snapshot. */
  isPinned: boolean;
};

/** The prompts of a revision; and those that cannot be read, with why. */
export type FoundPrompts = {
  prompts: FoundPrompt[];
  /** `name` is null where not even that can be told. */
  unreadable: { name: string | null; path: string; mistakes: readonly ConfigurationError[] }[];
};

/**
 * Reads every prompt of a revision as the policy of that revision says: its name, its bundle and its digest. Nothing of
 * the environment counts.
 * @throws ConfigurationErrors: two prompts with one name, or none
 */
export async function findPrompts(snapshot: Snapshot, config: Config): Promise<FoundPrompts> {
  const planArm = armPlanner({ credentials: credentialsFrom({}) });
  const unreadable: FoundPrompts['unreadable'] = [];
  const found: { nameable: Nameable; path: string; source: ArmSource }[] = [];
  for (const { path } of await promptPaths(snapshot, config.prompts)) {
    const entry = entryOf(config, path);
    const stated = entry ? { name: entry.name ?? null, place: entry.place ?? null } : null;
    const whole: Nameable = { path, entry: stated, label: null, oneOf: null };
    try {
      const parts = await partsOf(snapshot, path);
      const sources = parts ?? [{ name: path, index: undefined, part: null }];
      for (const { index, part } of sources) {
        found.push({
          nameable: nameableOf(whole, part, index),
          path,
          source: { snapshot, path, part: index, entry, models: config.models },
        });
      }
    } catch (problem) {
      unreadable.push({ name: nameOfPrompt(whole), path, mistakes: mistakesIn(problem) });
    }
  }
  const { names, mistakes } = namePrompts(found.map(({ nameable }) => nameable));
  if (mistakes.length > 0) throw new ConfigurationErrors(mistakes);
  const prompts: FoundPrompt[] = [];
  for (const [index, { path, source }] of found.entries()) {
    const name = names[index];
    if (name === null || name === undefined) continue;
    try {
      const arm = await planArm(source);
      const { bundle } = arm;
      prompts.push({
        name,
        path,
        source,
        arm,
        bundle,
        digest: digestOf(bundle),
        isPinned: isPinned(arm.target),
      });
    } catch (problem) {
      unreadable.push({ name, path, mistakes: mistakesIn(problem) });
    }
  }
  return { prompts, unreadable };
}

function nameableOf(whole: Nameable, part: NamedPart['part'] | null, index: number | undefined): Nameable {
  if (part === null) return whole;
  const oneOf = index === undefined ? null : { place: part.place, number: index + 1 };
  return { ...whole, label: part.label, oneOf };
}
