import { ownMember } from '../base/json.ts';
import type { Pointer, PointerPrompt, PointerVersion } from '../domain/pointer.ts';
import { SLOT_COUNT, type Version } from '../domain/registry.ts';
import type { Taken } from './follow.ts';
import type { PreparedBundle } from './prepare.ts';

/** A prompt of which this process serves one version, whatever the weights are. */
export type ForcedPrompt = { prompt: PointerPrompt; main: Pointer['main']; bundle: PreparedBundle };

export type Forced = {
  /** Keeps the versions that a pointer has, also for pointers that have them no longer. */
  keep(taken: Taken): void;
  /** Undefined where no version is forced. */
  get(name: string): ForcedPrompt | undefined;
  /** What no pointer has had yet. */
  missing(): [name: string, version: Version][];
};

/** @param versions by the prompt's name */
export function forceVersions(versions: Readonly<Record<string, Version>>): Forced {
  const known = new Map<string, ForcedPrompt>();
  const wanted = Object.entries(versions);
  return {
    keep({ pointer, bundles }) {
      for (const [name, version] of wanted) {
        const prompt = ownMember(pointer.prompts, name);
        const found = prompt && ownMember(prompt.versions, version);
        const bundle = found && bundles.get(found.digest);
        if (bundle) known.set(name, { prompt: only(prompt, version, found), main: pointer.main, bundle });
      }
    },
    get: (name) => known.get(name),
    missing: () => wanted.filter(([name]) => !known.has(name)),
  };
}

/** The prompt with the same segments, each served by one version. */
function only(prompt: PointerPrompt, version: Version, found: PointerVersion): PointerPrompt {
  const segments = Object.keys(prompt.allocation);
  const whole: PointerPrompt['allocation'][string] = [[version, [0, SLOT_COUNT]]];
  return {
    ...prompt,
    allocation: Object.fromEntries(segments.map((segment) => [segment, whole])),
    versions: { [version]: found },
  };
}
