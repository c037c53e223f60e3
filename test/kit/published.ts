import { canonicalJson } from '../../src/base/canonical-json.ts';
import { digestOf } from '../../src/base/digest.ts';
import { publishToFolder } from '../../src/delivery/folder.ts';
import type { Bundle } from '../../src/domain/bundle.ts';
import type { BundleFile } from '../../src/domain/bundle-file.ts';
import type { Pointer, PointerPrompt } from '../../src/domain/pointer.ts';
import type { MainBranch } from '../../src/domain/registry.ts';
import { signPointer } from '../../src/registry/pointer.ts';
import { type Publication, publicationOf } from '../../src/registry/publication.ts';
import { newKeyPair, signPromotion } from '../../src/registry/signatures.ts';
import { bundleSaying } from './registry-log.ts';

/** A prompt that greets by name, and says which version it is. */
export function greeting(version: string): Bundle {
  return {
    ...bundleSaying(`${version}: hello {{user_message}}`),
    engine: 'substitution',
  };
}

/** A pointer with everything that it names. */
export type World = { pointer: Pointer; bundles: Bundle[] };

type Serving = {
  /** Shares by segment; without them the last version serves all. */
  allocation?: PointerPrompt['allocation'];
  segmentBy?: string;
  environment?: string;
  keys?: Keys;
  /** Where the files of the versions are: `prompts/support.md` at {@link COMMIT}. */
  main?: MainBranch;
};

export const COMMIT = 'c'.repeat(40);

export type Keys = { pointer: ReturnType<typeof newKeyPair>; promotion: ReturnType<typeof newKeyPair> };

export function newKeys(): Keys {
  return { pointer: newKeyPair(), promotion: newKeyPair() };
}

export function publicHalves({ pointer, promotion }: Keys): { pointer: string[]; promotion: string[] } {
  return { pointer: [pointer.publicKey], promotion: [promotion.publicKey] };
}

/** The prompt `support` in these versions, by version. */
export function serving(
  serial: number,
  versions: Record<string, Bundle>,
  { allocation, segmentBy, environment = 'production', keys, main }: Serving = {},
): World {
  const last = Object.keys(versions).at(-1) ?? '';
  const source = main && `${COMMIT}:prompts/support.md`;
  const prompt: PointerPrompt = {
    ...(segmentBy !== undefined && { segmentBy }),
    allocation: allocation ?? { '*': [[last, [0, 10_000]]] },
    versions: Object.fromEntries(
      Object.entries(versions).map(([version, bundle]) => {
        const digest = digestOf(bundle);
        const subject = { environment, prompt: 'support', version, digest };
        const promotion = keys && signPromotion(subject, keys.promotion.privateKey);
        return [version, { digest, ...(promotion && { promotion }), ...(source && { source }) }];
      }),
    ),
  };
  const unsigned = {
    ...{ format: 1 as const, environment, serial, at: '2026-11-29T00:00:00.000Z' },
    ...(main && { main }),
    prompts: { support: prompt },
  };
  const pointer = signPointer(unsigned, keys ? [keys.pointer.privateKey] : []);
  return { pointer, bundles: Object.values(versions) };
}

/** What is published of a world. */
export function publicationIn({ pointer, bundles }: World): Publication {
  const objects = Object.fromEntries(bundles.map((bundle) => [digestOf(bundle), canonicalJson(bundle)]));
  return publicationOf(pointer, objects);
}

/** Publishes into a folder, as `publish` does. */
export async function publishInto(path: string, world: World): Promise<void> {
  await publishToFolder({ path, root: path }, publicationIn(world));
}

/** The bundle file of a world. */
export function bundleFileOf({ pointer, bundles }: World): string {
  const objects = Object.fromEntries(bundles.map((bundle) => [digestOf(bundle), bundle]));
  const content: BundleFile = { format: 1, pointer, objects };
  return canonicalJson(content);
}
