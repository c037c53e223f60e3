import { createHash } from 'node:crypto';
import type { Pointer } from '../domain/pointer.ts';
import type { Digest } from '../domain/registry.ts';
import type { Source } from './api.ts';
import { type PreparedBundle, prepareBundle } from './prepare.ts';
import { reasonOf } from './prompt-error.ts';

/** Reads a bundle's text from one source, within the time that it has; null where it is not there. */
export type ReadObject = (source: Source, digest: Digest) => Promise<string | null>;

/** Bundles that were ready once, by digest. They never change, so they are never read again. */
export type Bundles = {
  /**
   * Makes all bundles of a pointer ready.
   * @param sources asked in this order
   * @throws Error that says which prompt cannot be had, and why
   */
  prepare(pointer: Pointer, sources: readonly Source[]): Promise<Map<Digest, PreparedBundle>>;
};

/** So many bundles are read at the same time. */
const MOST_AT_ONCE = 8;

export function openBundles(read: ReadObject): Bundles {
  const known = new Map<Digest, PreparedBundle>();
  /** Being read, so that two sources with one new pointer read each bundle once. */
  const awaited = new Map<Digest, Promise<PreparedBundle>>();

  const readOne = async (digest: Digest, sources: readonly Source[]): Promise<PreparedBundle> => {
    const prepared = await prepareBundle(await verifiedText(digest, sources, read));
    known.set(digest, prepared);
    return prepared;
  };
  const one = (digest: Digest, sources: readonly Source[]): Promise<PreparedBundle> | PreparedBundle => {
    const there = known.get(digest) ?? awaited.get(digest);
    if (there) return there;
    const reading = readOne(digest, sources).finally(() => awaited.delete(digest));
    awaited.set(digest, reading);
    return reading;
  };

  return {
    async prepare({ prompts }, sources) {
      const wanted = Object.entries(prompts).flatMap(([name, { versions }]) =>
        Object.entries(versions).map(([version, { digest }]) => ({ name, version, digest })),
      );
      const ready = new Map<Digest, PreparedBundle>();
      for (let first = 0; first < wanted.length; first += MOST_AT_ONCE) {
        const some = wanted.slice(first, first + MOST_AT_ONCE).map(async ({ name, version, digest }) => {
          try {
            ready.set(digest, await one(digest, sources));
          } catch (problem) {
            throw new Error(`${name} ${version} cannot be had: ${reasonOf(problem)}`, { cause: problem });
          }
        });
        await Promise.all(some);
      }
      return ready;
    },
  };
}

/** The text whose sha256 is the digest, from the first source that has it. */
async function verifiedText(digest: Digest, sources: readonly Source[], read: ReadObject): Promise<string> {
  const problems: string[] = [];
  for (const source of sources) {
    try {
      const text = await read(source, digest);
      if (text === null) problems.push(`${source.name} does not have its bundle`);
      else if (createHash('sha256').update(text).digest('hex') === digest) return text;
      else problems.push(`${source.name} has other bytes under the name of its bundle`);
    } catch (problem) {
      problems.push(`${source.name} ${reasonOf(problem)}`);
    }
  }
  throw new Error(problems.join('; '));
}
