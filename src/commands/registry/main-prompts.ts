import { digestOf } from '../../base/digest.ts';
import { ConfigurationError, ConfigurationErrors, mistakesIn } from '../../base/errors.ts';
import { promptPaths } from '../../change/detect.ts';
import type { Bundle } from '../../domain/bundle.ts';
import type { Config } from '../../domain/policy.ts';
import type { Digest } from '../../domain/registry.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { credentialsFrom } from '../../model/credentials.ts';
import { isPinned } from '../../model/target.ts';
import { type ArmSource, armPlanner, type PlannedArm } from '../../plan/arms.ts';
import { findNames } from '../../plan/names.ts';

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
  const named = await findNames(snapshot, await promptPaths(snapshot, config.prompts));
  if (named.mistakes.length > 0) throw new ConfigurationErrors(named.mistakes);
  const prompts: FoundPrompt[] = [];
  const unreadable: FoundPrompts['unreadable'] = [...named.unreadable];
  for (const { name, path, part, entry } of named.prompts) {
    if (name === null) continue;
    try {
      const source = { snapshot, path, part, entry, models: config.models };
      const arm = await planArm(source);
      refuseProgram(arm);
      const { bundle, target } = arm;
      const digest = digestOfBundle(bundle, path);
      prompts.push({ name, path, source, arm, bundle, digest, isPinned: isPinned(target) });
    } catch (problem) {
      unreadable.push({ name, path, mistakes: mistakesIn(problem) });
    }
  }
  return { prompts, unreadable };
}

/** A version is served as it stands, and applications run no programs. */
function refuseProgram({ prompt: { program } }: PlannedArm): void {
  if (program === undefined) return;
  throw new ConfigurationError(`${program.path} makes this prompt, so there is no text to serve.`, {
    place: program.place,
    remedy: 'Write it as a template, or keep it out of the registry: its changes are judged nevertheless.',
  });
}

/** Escapes in a file can write half a character, of which there is no digest. */
function digestOfBundle(bundle: Bundle, path: string): Digest {
  try {
    return digestOf(bundle);
  } catch (cause) {
    throw new ConfigurationError('This prompt has a text with half a character (a lone surrogate).', {
      place: { path },
      remedy: 'Look for an escape such as \\ud800 in it, and write the whole character.',
      cause,
    });
  }
}
