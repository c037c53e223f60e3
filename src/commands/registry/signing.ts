import { ConfigurationError } from '../../base/errors.ts';
import { isMapping, type Json } from '../../base/json.ts';
import type { RegistryPolicy, SigningPolicy } from '../../domain/registry-policy.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { parseJson } from '../../registry/events.ts';
import { REGISTRY_PATH } from '../../registry/files.ts';
import { publicKeyOf } from '../../registry/signatures.ts';
import { KEY_VARIABLES, type KeyRole, NO_KEYS, type SigningKeys } from './keys.ts';

/** How a command signs. */
export type Signing = {
  registry: RegistryPolicy;
  /** Null: main's policy was not read for it. */
  policyPath: string | null;
  /** The private keys that are used. */
  keys: SigningKeys;
  /** All that were given. */
  givenKeys: SigningKeys;
};

/**
 * Where the registry is signed, nothing is written without the keys.
 * @throws ConfigurationError: a key that is not there, or whose public half the policy does not list
 */
export function requireKeys(
  { registry, keys }: Pick<Signing, 'registry' | 'keys'>,
  roles: readonly KeyRole[],
): void {
  if (registry.signing === null) return;
  for (const role of roles) {
    const key = keys[role];
    const variable = KEY_VARIABLES[role];
    if (key === null) {
      throw new ConfigurationError(
        `The policy says that the registry is signed, and there is no ${role} key here.`,
        {
          remedy: `Give its private half as ${variable}. \`registry keys\` says where each key goes.`,
        },
      );
    }
    if (!registry.signing[role].includes(publicKeyOf(key))) {
      throw new ConfigurationError(`The ${role} key in ${variable} is none of those that the policy lists.`, {
        remedy: `Add its public half to \`registry.signing.${role}\`, or give another key.`,
      });
    }
  }
}

/** Whether pointers can be written: they are not signed, or there is a key. */
export function canSign({ registry, keys }: Pick<Signing, 'registry' | 'keys'>): boolean {
  return registry.signing === null || keys.pointer !== null;
}

/**
 * The same writing, with the keys that the branch lists besides. A clone's policy may be older than the branch, or
 * invalid: what was signed once is not written unsigned for that. Where main's policy was read, it alone counts.
 * @param tip of the branch; null: there is none yet
 */
export async function signedAs<Writing extends Signing>(
  writing: Writing,
  tip: Snapshot | null,
): Promise<Writing> {
  if (writing.policyPath !== null) return writing;
  const { registry, givenKeys } = writing;
  const listed = keysIn(parseJson((await tip?.read(REGISTRY_PATH)) ?? ''));
  const all = (role: KeyRole) => [...new Set([...(registry.signing?.[role] ?? []), ...listed[role]])];
  const signing = { promotion: all('promotion'), pointer: all('pointer') };
  const isSigned = signing.pointer.length > 0;
  return {
    ...writing,
    registry: { ...registry, signing: isSigned ? signing : null },
    keys: isSigned ? givenKeys : NO_KEYS,
  };
}

/** The public keys that `registry.json` lists. */
function keysIn(value: Json | undefined): SigningPolicy {
  const keys = isMapping(value) && isMapping(value.keys) ? value.keys : {};
  const texts = (list: Json | undefined) =>
    Array.isArray(list) ? list.filter((key): key is string => typeof key === 'string') : [];
  return { promotion: texts(keys.promotion), pointer: texts(keys.pointer) };
}
