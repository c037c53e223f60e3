import { createHash } from 'node:crypto';
import type { Pointer } from '../domain/pointer.ts';
import type { Digest } from '../domain/registry.ts';
import type { Source } from './api.ts';
import { LateAnswer } from './clock.ts';
import { type PreparedBundle, prepareBundle } from './prepare.ts';
import { reasonOf } from './prompt-error.ts';
import { checkedLength } from './source.ts';

/** Reads a bundle's text from one source, within the time that it has; null where it is not there. */
export type ReadObject = (source: Source, digest: Digest) => Promise<string | null>;

/** What could be made ready of a pointer. */
export type Preparation = {
  ready: Map<Digest, PreparedBundle>;
  /** Why a prompt cannot be served as the pointer says, by its name. */
  problems: Map<string, string>;
};

/** Bundles by digest. They never change, so those that serve are never read again. */
export type Bundles = {
  /**
   * Makes the bundles of a pointer ready, as far as they can be had. Never throws.
   * @param sources asked in this order
   * @param progress called after each bundle that is ready
   */
  prepare(
    pointer: Pointer,
    sources: readonly Source[],
    progress: (ready: number, of: number) => void,
  ): Promise<Preparation>;
  /** How many were read so far. */
  arrived(): number;
  /** Forgets what is not among these, but for those that were last in use. */
  keep(digests: ReadonlySet<Digest>): void;
};

/** So many bundles are read at the same time. */
const MOST_AT_ONCE = 8;
/** Bundles that serve no longer, of which a rollback may need some. */
const MOST_SPARE = 100;

export function openBundles(read: ReadObject): Bundles {
  /** Those that were last in use come last. */
  const known = new Map<Digest, PreparedBundle>();
  /** Being read, so that two sources with one new pointer read each bundle once. */
  const awaited = new Map<Digest, Promise<PreparedBundle>>();
  /** Could not be had last: others come first, so that one that hangs keeps none from them. */
  const missed = new Set<Digest>();
  let arrived = 0;

  const readOne = async (digest: Digest, ask: () => Promise<string>): Promise<PreparedBundle> => {
    const prepared = await prepareBundle(await ask());
    known.set(digest, prepared);
    arrived += 1;
    return prepared;
  };
  const one = (digest: Digest, ask: () => Promise<string>): Promise<PreparedBundle> | PreparedBundle => {
    const there = known.get(digest) ?? awaited.get(digest);
    if (there) return there;
    const reading = readOne(digest, ask).finally(() => awaited.delete(digest));
    awaited.set(digest, reading);
    return reading;
  };

  return {
    async prepare({ prompts }, sources, progress) {
      const wanted = Object.entries(prompts)
        .flatMap(([name, { versions }]) =>
          Object.entries(versions).map(([version, { digest }]) => ({ name, version, digest })),
        )
        .sort((a, b) => Number(missed.has(a.digest)) - Number(missed.has(b.digest)));
      const ready = new Map<Digest, PreparedBundle>();
      const problems = new Map<string, string>();
      /** Sources that left a question open: they are asked for no more of this pointer now. */
      const late = new Set<Source>();
      let count = 0;
      for (let first = 0; first < wanted.length; first += MOST_AT_ONCE) {
        const some = wanted.slice(first, first + MOST_AT_ONCE).map(async ({ name, version, digest }) => {
          const isAsked = sources.some((source) => !late.has(source));
          try {
            ready.set(digest, await one(digest, () => verifiedText(digest, { sources, read, late })));
            missed.delete(digest);
            count += 1;
            progress(count, wanted.length);
          } catch (problem) {
            if (isAsked) missed.add(digest);
            problems.set(name, `${name} ${version} cannot be had: ${reasonOf(problem)}`);
          }
        });
        await Promise.all(some);
      }
      return { ready, problems };
    },
    arrived: () => arrived,
    keep(digests) {
      for (const digest of missed) if (!digests.has(digest)) missed.delete(digest);
      for (const digest of digests) {
        const bundle = known.get(digest);
        known.delete(digest);
        if (bundle) known.set(digest, bundle);
      }
      for (const digest of known.keys()) {
        if (known.size <= digests.size + MOST_SPARE) return;
        known.delete(digest);
      }
    },
  };
}

/** The text whose sha256 is the digest, from the first source that has it. */
async function verifiedText(
  digest: Digest,
  { sources, read, late }: { sources: readonly Source[]; read: ReadObject; late: Set<Source> },
): Promise<string> {
  const problems: string[] = [];
  for (const source of sources) {
    try {
      if (late.has(source)) throw new LateAnswer('did not answer');
      const text = await read(source, digest);
      if (text === null) problems.push(`${source.name} does not have its bundle`);
      else if (sha256(checkedLength(text)) === digest) return text;
      else problems.push(`${source.name} has other bytes under the name of its bundle`);
    } catch (problem) {
      if (problem instanceof LateAnswer) late.add(source);
      problems.push(`${source.name} ${reasonOf(problem)}`);
    }
  }
  throw new Error(problems.join('; '));
}

/** Of a text, hex. */
export function sha256(text: string): Digest {
  return createHash('sha256').update(text).digest('hex');
}
