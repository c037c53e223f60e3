import { canonicalJson } from '../base/canonical-json.ts';
import type { Json } from '../base/json.ts';
import type { Pointer, PointerPrompt } from '../domain/pointer.ts';
import type { Digest } from '../domain/registry.ts';
import { SLOT_COUNT } from '../domain/registry.ts';

/** Everything that one environment publishes. Texts are the bytes as they are published. */
export type Publication = {
  environment: string;
  serial: number;
  /** Bundles by digest: canonical JSON, so that the sha256 of the bytes is the name. */
  objects: Readonly<Record<Digest, string>>;
  flags: string;
  pointer: string;
};

/**
 * The publication of a pointer.
 * @param objects the bundles that it names, by digest
 */
export function publicationOf(pointer: Pointer, objects: Readonly<Record<Digest, string>>): Publication {
  const { environment, serial } = pointer;
  const flags = canonicalJson(flagsOf(pointer));
  return { environment, serial, objects, flags, pointer: canonicalJson(pointer) };
}

/** The digests of the bundles that a pointer names, each once. */
export function digestsIn(
  pointer: Pick<Pointer, 'prompts'>,
): { prompt: string; version: string; digest: Digest }[] {
  return Object.entries(pointer.prompts).flatMap(([prompt, { versions }]) =>
    Object.entries(versions).map(([version, { digest }]) => ({ prompt, version, digest })),
  );
}

/**
 * The same as flags of flagd (https://flagd.dev/schema/v0/flags.json): a flag a prompt, a variant a version, shares as
 * `fractional` rules in the order of the slots. The bucketing value is the flag's key and the targeting key, as flagd
 * has it by default; a segment is the attribute `segmentBy` of the context, else `segment`.
 */
export function flagsOf({ prompts }: Pick<Pointer, 'prompts'>): Json {
  const flags = Object.entries(prompts).map(([name, prompt]) => [name, flagOf(prompt)] as const);
  return { $schema: 'https://flagd.dev/schema/v0/flags.json', flags: Object.fromEntries(flags) };
}

function flagOf({ segmentBy = 'segment', allocation, versions }: PointerPrompt): Json {
  const variants = Object.fromEntries(
    Object.entries(versions).map(([version, { digest }]) => [version, { version, digest }] as const),
  );
  const rules = Object.entries(allocation).map(([segment, shares]) => [segment, ruleOf(shares)] as const);
  const everybody = rules.find(([segment]) => segment === '*')?.[1] ?? null;
  const listed = rules.filter(([segment]) => segment !== '*');
  const targeting = listed.reduceRight<Json>(
    (otherwise, [segment, rule]) => ({ if: [{ '==': [{ var: segmentBy }, segment] }, rule, otherwise] }),
    everybody,
  );
  return {
    state: 'ENABLED',
    variants,
    defaultVariant: largestOf(allocation['*'] ?? []),
    // One version for everybody needs no rule, and the schema takes no bare name for one.
    targeting: typeof targeting === 'string' || targeting === null ? {} : targeting,
  };
}

type Shares = PointerPrompt['allocation'][string];

/** One version's name, or the parts of the slots in their order. */
function ruleOf(shares: Shares): Json {
  const [only, ...others] = shares;
  if (only && others.length === 0) return only[0];
  const ranges = shares.flatMap(([version, ...slots]) => slots.map(([from, to]) => ({ version, from, to })));
  ranges.sort((a, b) => a.from - b.from);
  return { fractional: ranges.map(({ version, from, to }) => [version, to - from]) };
}

function largestOf(shares: Shares): string | null {
  const sizeOf = ([, ...slots]: Shares[number]) => slots.reduce((sum, [from, to]) => sum + to - from, 0);
  const [first] = [...shares].sort((a, b) => sizeOf(b) - sizeOf(a));
  if (first && sizeOf(first) > SLOT_COUNT) throw new Error('a share of more than all slots');
  return first?.[0] ?? null;
}
