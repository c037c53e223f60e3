import { ownMember } from '../base/json.ts';
import type { Pointer, PointerPrompt } from '../domain/pointer.ts';
import type { Signature, Version } from '../domain/registry.ts';
import type { PromptState, RegistryState, Served } from '../domain/registry-state.ts';
import { servingVersions } from './exposure.ts';
import { REGISTRY_FORMAT } from './files.ts';
import { servingIn } from './promotion.ts';
import { signed } from './signatures.ts';

/** A pointer as the log says it, before anybody signed it. */
export type UnsignedPointer = Omit<Pointer, 'signatures'>;

/**
 * How far above the branch's serial one may be that is served somewhere: what was published while the branch could not
 * be written is 1000 higher each time. Anything above was written by somebody else.
 */
export const LARGEST_JUMP = 10_000;

/** What an environment serves; null where nothing ever served there. */
export function pointerOf(state: RegistryState, environment: string): UnsignedPointer | null {
  const serial = ownMember(state.serials, environment);
  if (serial === undefined) return null;
  const main = ownMember(state.mains ?? {}, environment);
  const prompts: Record<string, PointerPrompt> = {};
  let at = '';
  for (const [name, prompt] of Object.entries(state.prompts)) {
    const served = servingIn(prompt, environment)?.served.at(-1);
    if (!served) continue;
    if (served.at > at) at = served.at;
    if (servingVersions(served.allocation).length === 0) continue;
    prompts[name] = pointerPrompt(prompt, served, { environment, hasMain: main !== undefined });
  }
  return { format: REGISTRY_FORMAT, environment, serial, at, ...(main && { main }), prompts };
}

/** The environments in which anything ever served. */
export function servedEnvironments(state: RegistryState): string[] {
  return Object.keys(state.serials).sort();
}

/**
 * The serial of the next change in an environment.
 * @param published the largest serial that a destination serves; 0 where none is known
 */
export function nextSerial(state: RegistryState, environment: string, published = 0): number {
  return 1 + Math.max(ownMember(state.serials, environment) ?? 0, published);
}

/** The largest serial of each environment, by its name. */
export function largestSerials(...all: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const largest: Record<string, number> = {};
  for (const [environment, serial] of all.flatMap((serials) => Object.entries(serials))) {
    largest[environment] = Math.max(serial, ownMember(largest, environment) ?? 0);
  }
  return largest;
}

/** The pointer with one signature for each of the private pointer keys: none, and it is unsigned. */
export function signPointer(pointer: UnsignedPointer, privateKeys: readonly string[]): Pointer {
  return { ...pointer, signatures: privateKeys.map((key) => signed(pointer, key)) };
}

/** @param hasMain whether the pointer says where files are: without it, nobody can use their names */
function pointerPrompt(
  prompt: PromptState,
  { allocation }: Served,
  { environment, hasMain }: { environment: string; hasMain: boolean },
): PointerPrompt {
  const versions: PointerPrompt['versions'] = {};
  for (const shares of Object.values(allocation)) {
    for (const { version, digest } of shares) {
      const promotion = promotionSignature(prompt, version, environment);
      const source = hasMain ? ownMember(prompt.versions, version)?.source : undefined;
      versions[version] = {
        digest,
        ...(promotion && { promotion }),
        ...(source && { source: `${source.commit}:${source.path}` }),
      };
    }
  }
  const segments = Object.entries(allocation).map(([segment, shares]) => [
    segment,
    shares.map(({ version, slots }): [Version, ...typeof slots] => [version, ...slots]),
  ]);
  return { allocation: Object.fromEntries(segments), versions };
}

function promotionSignature(prompt: PromptState, version: Version, environment: string): Signature | null {
  return ownMember(ownMember(prompt.versions, version)?.served ?? {}, environment) ?? null;
}
