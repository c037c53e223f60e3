import { isDeepStrictEqual as isSame } from 'node:util';
import { ownMember } from '../base/json.ts';
import type { Bundle } from '../domain/bundle.ts';
import type { Digest, Version } from '../domain/registry.ts';
import type { Becomes, EnvironmentNeed } from '../domain/registry-plan.ts';
import type { EnvironmentPolicy } from '../domain/registry-policy.ts';
import type { PromptState } from '../domain/registry-state.ts';
import { servingVersions } from './exposure.ts';
import { holdsOn, servingIn } from './promotion.ts';
import { type RaiseBundles, versionAfter } from './record.ts';
import { highestVersion } from './version.ts';

/** What a prompt is, or will be, on main. */
type Content = { bundle: Bundle; digest: Digest };

export type ForeseeRequest = {
  /** Undefined: the registry has no prompt of this name. */
  prompt: PromptState | undefined;
  /** At the base; null: the prompt is new, or has another name there. */
  before: Content | null;
  /** Whether the base is newer than what was recorded last, so that it will be registered first. */
  isBaseUnrecorded: boolean;
  after: Content;
  raise: RaiseBundles;
  /** The bundle of a registered version. */
  bundleOf: (version: Version) => Promise<Bundle>;
};

/**
 * The version that a prompt becomes when main has it next, by the rules of `recordMain`. A trailer in the message of the
 * merge may raise it further.
 */
export async function foreseeVersion(
  request: ForeseeRequest,
): Promise<Pick<Becomes, 'version' | 'part' | 'because' | 'known' | 'onMain'>> {
  const { before, after, raise } = request;
  const base = await baseVersion(request);
  const { onMain } = base;
  const isUntouched = before?.digest === after.digest;
  const same = (isUntouched ? onMain : null) ?? versionOf(request.prompt, after.digest);
  if (same !== undefined) return { version: same, part: null, because: [], known: true, onMain };
  const { version, raised, because } = versionAfter({
    bundle: after.bundle,
    former: base.bundle,
    highest: base.highest,
    raise,
  });
  return { version, part: raised, because, known: false, onMain };
}

/** What the version is compared with and counted from: main's at the base, else what was recorded last. */
async function baseVersion({ prompt, before, isBaseUnrecorded, raise, bundleOf }: ForeseeRequest): Promise<{
  bundle: Bundle | undefined;
  highest: Version | null;
  onMain: Version | null;
}> {
  const highest = highestVersion(Object.keys(prompt?.versions ?? {}));
  const last = prompt?.onMain ?? highest;
  const known = before === null ? undefined : versionOf(prompt, before.digest);
  const onMain = prompt?.onMain ?? null;
  if (before !== null && known !== undefined) return { bundle: before.bundle, highest, onMain };
  const bundle = last === null ? undefined : await bundleOf(last);
  if (before === null || !isBaseUnrecorded) return { bundle, highest, onMain };
  const { version } = versionAfter({ bundle: before.bundle, former: bundle, highest, raise });
  return { bundle: before.bundle, highest: version, onMain: version };
}

function versionOf(prompt: PromptState | undefined, digest: Digest): Version | undefined {
  return Object.values(prompt?.versions ?? {}).find((known) => known.digest === digest)?.version;
}

/** What a version that main will have needs to serve in each environment. */
export function foreseeServing(
  environments: readonly EnvironmentPolicy[],
  what: {
    prompt: PromptState | undefined;
    version: Version;
    isPinned: boolean;
    /** Of its suite. */
    cases: number | null;
    /** Whether pass rates judge all that the version answers where it has nothing to be compared with. */
    hasMinPassRate: boolean;
    /** ms since 1970. */
    now: number;
  },
): Becomes['environments'] {
  return environments.map((environment) => {
    const { name } = environment;
    const serving = what.prompt && servingIn(what.prompt, name);
    const serves = servingVersions(serving?.served.at(-1)?.allocation ?? {});
    const isServed = isSame(serves, [what.version]);
    return { name, serves, needs: isServed ? [] : needsOf(environment, serves, what) };
  });
}

function needsOf(
  { name, promote, evidence, soak, pinned }: EnvironmentPolicy,
  serves: readonly Version[],
  { prompt, version, isPinned, cases, hasMinPassRate, now }: Parameters<typeof foreseeServing>[1],
): EnvironmentNeed[] {
  const { required, minCases } = evidence;
  const holds = holdsOn(version, (prompt && servingIn(prompt, name))?.held ?? [], now);
  const isArchived = ownMember(prompt?.versions ?? {}, version)?.archived === true;
  return [
    ...(isArchived ? [{ kind: 'archived' } as const] : []),
    ...holds.map((hold) => ({ kind: 'held', version: hold.version, until: hold.until }) as const),
    ...(pinned && !isPinned ? [{ kind: 'pinned-model' } as const] : []),
    ...(required && minCases !== null && cases !== null && cases < minCases
      ? [{ kind: 'cases', has: cases, asked: minCases } as const]
      : []),
    ...(required && serves.length === 0 && !hasMinPassRate ? [{ kind: 'min-pass-rate' } as const] : []),
    ...(soak === null ? [] : [{ kind: 'soak', in: soak.in, forMs: soak.forMs } as const]),
    ...(required ? [{ kind: 'evidence' } as const] : []),
    ...(promote === 'by-hand' ? [{ kind: 'by-hand' } as const] : []),
  ];
}
