import type { Bundle } from '../domain/bundle.ts';
import type { Digest, Registered, Version, VersionPart, VersionSource } from '../domain/registry.ts';
import type { RegistryState } from '../domain/registry-state.ts';
import { FIRST_VERSION, graverPart, highestVersion, nextVersion } from './version.ts';

/** What main asked for at a commit: its prompts by name. */
export type MainPrompts = {
  commit: string;
  prompts: Record<string, MainPrompt>;
  /** Names of prompts that cannot be read there, which count as unchanged. */
  unreadable: string[];
};

export type MainPrompt = {
  bundle: Bundle;
  digest: Digest;
  source: VersionSource;
  /** The least part that the commit's trailer `Prompt-Version` asks to raise. */
  atLeast: VersionPart | null;
};

/** The new versions on main, and which version main asks for of every prompt. */
export type RecordedMain = {
  registered: Registered[];
  /** Bundles of the new versions, in the order of `registered`. */
  bundles: Bundle[];
  onMain: Record<string, Version>;
};

/** How two bundles differ: which part to raise, and why. */
export type RaiseBundles = (before: Bundle, after: Bundle) => { part: VersionPart; because: string[] } | null;

/**
 * Gives every new bundle of main its version. A digest that was there before keeps its old version, so a revert
 * registers nothing.
 * @param state before these commits
 * @param commits oldest first
 * @param means.bundleOf the bundle of a registered version
 */
export async function recordMain(
  state: RegistryState,
  commits: readonly MainPrompts[],
  means: { raise: RaiseBundles; bundleOf: (prompt: string, version: Version) => Promise<Bundle> },
): Promise<RecordedMain> {
  const registered: Registered[] = [];
  const bundles: Bundle[] = [];
  const known = new Map<string, Map<Digest, { version: Version; bundle: () => Promise<Bundle> }>>();
  const onMain = new Map<string, Version>();
  const before = new Map<string, Version>();
  for (const [name, prompt] of Object.entries(state.prompts)) {
    const versions = new Map(
      Object.values(prompt.versions).map(({ digest, version }) => [
        digest,
        { version, bundle: () => means.bundleOf(name, version) },
      ]),
    );
    known.set(name, versions);
    const last = prompt.onMain ?? highestVersion(Object.keys(prompt.versions));
    if (prompt.onMain !== null) onMain.set(name, prompt.onMain);
    if (last !== null) before.set(name, last);
  }
  for (const { prompts, unreadable } of commits) {
    for (const name of [...onMain.keys()]) {
      if (!Object.hasOwn(prompts, name) && !unreadable.includes(name)) onMain.delete(name);
    }
    for (const [name, prompt] of Object.entries(prompts)) {
      const versions = known.get(name) ?? new Map();
      known.set(name, versions);
      const same = versions.get(prompt.digest);
      if (!same) {
        const former = [...versions.values()].find(({ version }) => version === before.get(name));
        const fact = registration(name, prompt, {
          former: await former?.bundle(),
          highest: highestVersion([...versions.values()].map(({ version }) => version)),
          raise: means.raise,
        });
        versions.set(prompt.digest, { version: fact.version, bundle: () => Promise.resolve(prompt.bundle) });
        registered.push(fact);
        bundles.push(prompt.bundle);
      }
      const version = versions.get(prompt.digest)?.version;
      if (version === undefined) throw new Error(`no version of ${name}`);
      onMain.set(name, version);
      before.set(name, version);
    }
  }
  return {
    registered,
    bundles,
    onMain: Object.fromEntries([...onMain].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

/** Whether main asks for the same versions as before. */
export function asksForTheSame(state: RegistryState, onMain: Readonly<Record<string, Version>>): boolean {
  const former = Object.entries(state.prompts).flatMap(([name, prompt]) =>
    prompt.onMain === null ? [] : [[name, prompt.onMain] as const],
  );
  return (
    former.length === Object.keys(onMain).length &&
    former.every(([name, version]) => Object.hasOwn(onMain, name) && onMain[name] === version)
  );
}

function registration(
  prompt: string,
  { bundle, digest, source, atLeast }: MainPrompt,
  context: { former: Bundle | undefined; highest: Version | null; raise: RaiseBundles },
): Registered {
  return { type: 'registered', prompt, digest, source, ...versionAfter({ bundle, atLeast, ...context }) };
}

/**
 * The version of a bundle that was not there before.
 * @param change.former what main had before; undefined: nothing
 * @param change.highest the highest version that the prompt ever had; null: none
 * @param change.atLeast the least part to raise, where somebody states it
 */
export function versionAfter(change: {
  bundle: Bundle;
  former: Bundle | undefined;
  highest: Version | null;
  raise: RaiseBundles;
  atLeast?: VersionPart | null;
}): Pick<Registered, 'version' | 'raised' | 'because'> {
  const { bundle, former, highest, raise, atLeast = null } = change;
  if (highest === null) return { version: FIRST_VERSION, raised: null, because: [] };
  const found = former && raise(former, bundle);
  const own = found?.part ?? 'minor';
  const part = atLeast === null ? own : graverPart(own, atLeast);
  const because = found?.because ?? [];
  return {
    version: nextVersion(highest, part),
    raised: part,
    because: part === own ? because : [...because, 'trailer Prompt-Version'],
  };
}
