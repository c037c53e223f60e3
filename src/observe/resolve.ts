import { ownMember } from '../base/json.ts';
import type { Version } from '../domain/registry.ts';
import type { PromptState, RegistryState } from '../domain/registry-state.ts';
import type { Reported } from './reported.ts';

/** What a report is about, in the registry's words. */
export type Resolved = {
  kind: 'resolved';
  environment: string;
  prompt: string;
  version: Version;
  segment: string;
  /** Whether it named another segment, which is not declared. */
  isOther: boolean;
  /** The serial at which the prompt's weights were last set before the report's; null: it states none. */
  serial: number | null;
};

/** What the registry does not know, by what the report says. */
export type Unknown = { kind: 'unknown'; what: 'environment' | 'prompt' | 'version'; name: string };

export type Resolver = (reported: Reported) => Resolved | Unknown;

/**
 * Finds prompts, versions, environments and segments in the registry.
 * @param option the environment of reports that name none
 * @param segmentsOf the declared segments of a prompt in an environment
 */
export function resolver(
  state: RegistryState,
  {
    option,
    segmentsOf,
  }: {
    option: string | undefined;
    segmentsOf: (prompt: string, environment: string) => ReadonlySet<string>;
  },
): Resolver {
  const digests = new Map<string, { prompt: string; version: Version }[]>();
  for (const [prompt, { versions }] of Object.entries(state.prompts)) {
    for (const { version, digest } of Object.values(versions)) {
      digests.set(digest, [...(digests.get(digest) ?? []), { prompt, version }]);
    }
  }
  const segments = new Map<string, ReadonlySet<string>>();
  const declared = (prompt: string, environment: string): ReadonlySet<string> => {
    const key = `${prompt} ${environment}`;
    const known = segments.get(key) ?? segmentsOf(prompt, environment);
    segments.set(key, known);
    return known;
  };
  return (reported) => {
    const name = reported.prompt ?? onlyOf(digests.get(reported.digest ?? ''));
    const prompt = name === undefined ? undefined : ownMember(state.prompts, name);
    if (name === undefined || !prompt) return { kind: 'unknown', what: 'prompt', name: name ?? '' };
    const environment = environmentOf(reported, prompt, option);
    if (environment === undefined) {
      return {
        kind: 'unknown',
        what: 'environment',
        name: reported.environment ?? reported.environmentLabel ?? '',
      };
    }
    const version = versionOf(reported, name, prompt);
    if (version === undefined) {
      const stated = reported.version ?? reported.variant ?? reported.digest ?? '';
      return { kind: 'unknown', what: 'version', name: `${name} ${stated}` };
    }
    const stated = reported.segment ?? '*';
    const isDeclared = stated === '*' || declared(name, environment).has(stated);
    const serial = epochOf(prompt, environment, Number(reported.serial ?? Number.NaN));
    const segment = isDeclared ? stated : '*';
    return { kind: 'resolved', environment, prompt: name, version, segment, isOther: !isDeclared, serial };
  };
}

function onlyOf(found: readonly { prompt: string }[] | undefined): string | undefined {
  const names = new Set((found ?? []).map(({ prompt }) => prompt));
  return names.size === 1 ? [...names][0] : undefined;
}

/** An environment in which the prompt served. A source's own label counts only where nothing else is stated. */
function environmentOf(
  { environment, environmentLabel }: Reported,
  { environments }: PromptState,
  option: string | undefined,
): string | undefined {
  const stated = environment ?? option ?? environmentLabel;
  const served = Object.keys(environments).filter((name) => (environments[name]?.served.length ?? 0) > 0);
  if (stated !== null) return served.includes(stated) ? stated : undefined;
  return served.length === 1 ? served[0] : undefined;
}

/** What a report states of the version has to agree. */
function versionOf(
  { version, digest, variant }: Reported,
  name: string,
  { versions }: PromptState,
): Version | undefined {
  const byDigest = (stated: string) =>
    Object.values(versions).find((each) => each.digest === stated.toLowerCase())?.version;
  const byVariant = (stated: string) => {
    const bare = stated.startsWith(`${name}@`) ? stated.slice(name.length + 1) : stated;
    return Object.hasOwn(versions, bare) ? bare : byDigest(bare);
  };
  const found = [
    ...(version === null ? [] : [Object.hasOwn(versions, version) ? version : undefined]),
    ...(digest === null ? [] : [byDigest(digest)]),
    ...(variant === null || version !== null ? [] : [byVariant(variant)]),
  ];
  return new Set(found).size === 1 ? found[0] : undefined;
}

function epochOf({ environments }: PromptState, environment: string, serial: number): number | null {
  if (!Number.isSafeInteger(serial) || serial < 1) return null;
  const served = ownMember(environments, environment)?.served ?? [];
  return served.findLast((each) => each.serial <= serial)?.serial ?? null;
}
