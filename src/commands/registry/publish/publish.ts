import { canonicalJson } from '../../../base/canonical-json.ts';
import { ConfigurationError } from '../../../base/errors.ts';
import { ownMember } from '../../../base/json.ts';
import { NPX_COMMAND } from '../../../base/product.ts';
import { writeWhole } from '../../../delivery/folder.ts';
import type { PublishOutcome, Target } from '../../../delivery/target.ts';
import type { BundleFile } from '../../../domain/bundle-file.ts';
import type { Pointer } from '../../../domain/pointer.ts';
import type { SigningPolicy } from '../../../domain/registry-policy.ts';
import { parseJson } from '../../../registry/events.ts';
import { pointerPath, REGISTRY_PATH, textDigest } from '../../../registry/files.ts';
import { pointerOf } from '../../../registry/pointer.ts';
import { isPointerSigned, signingInForce } from '../../../registry/pointer-trust.ts';
import { digestsIn, type Publication, publicationOf } from '../../../registry/publication.ts';
import { type Log, readBundle } from '../log.ts';
import { sizeProblem } from './sizes.ts';

/** The outcome of one environment in one place. */
export type Published = {
  /** The folder, the Redis or the program. */
  to: string;
  /** The folder, where it is one. */
  folder?: string | undefined;
  environment: string;
  serial: number;
  outcome: PublishOutcome;
};

/** A place that could not be published to, and why. */
export type NotPublished = { to: string; folder?: string | undefined; problem: string };

/** The outcome of publishing after a command wrote the branch. */
export type PublishReport = {
  published: Published[];
  failures: NotPublished[];
  /** Whether a program of the policy is among the places that failed. */
  needsPrograms: boolean;
  /** Why it is not known where to publish what serves now, without a full stop; null: it is known. */
  placesUnknown: string | null;
};

/** Nothing was to be published. */
export const NOT_PUBLISHED: PublishReport = {
  ...{ published: [], failures: [], needsPrograms: false, placesUnknown: null },
};

/** A log, or what is to become one: its files that are not on the branch yet, by path. */
export type Publishable = Pick<Log, 'state' | 'snapshot'> & {
  written?: Readonly<Record<string, string>>;
  /** The keys that the policy lists; null: it lists none, and those count that the branch lists. */
  signing?: SigningPolicy | null | undefined;
};

/** The serials that are served in each place, by environment. */
export type ServedSerials = {
  places: ReadonlyMap<Target, Readonly<Record<string, number>>>;
  /** Places that could not be asked, or serve something that does not count. */
  unknown: ReadonlySet<Target>;
  /** Why the first of them could not be asked; undefined: all could. */
  failure?: unknown;
};

/**
 * What is served in all places, asked together.
 * @param how.pointerKeys where pointers are signed: one that none of these keys signed does not count; null: they are not
 * @param how.whatever what cannot be asked is left out: a rollback does not wait for it
 * @throws as `Target.serials`, unless that
 */
export async function servedSerials(
  targets: readonly Target[],
  environments: readonly string[],
  {
    whatever = false,
    pointerKeys = null,
  }: { whatever?: boolean; pointerKeys?: readonly string[] | null } = {},
): Promise<ServedSerials> {
  const places = new Map<Target, Record<string, number>>();
  const unknown = new Set<Target>();
  let failure: unknown;
  const asked = await Promise.allSettled(
    targets.map((target) =>
      target.serials(environments, (text) => {
        const counts = pointerKeys === null || isPointerSigned(text, pointerKeys);
        if (!counts) unknown.add(target);
        return counts;
      }),
    ),
  );
  for (const [index, answer] of asked.entries()) {
    const target = targets[index];
    if (!target) continue;
    if (answer.status === 'rejected') {
      if (!whatever) throw answer.reason;
      unknown.add(target);
      failure ??= answer.reason;
      continue;
    }
    places.set(target, answer.value);
  }
  return { places, unknown, failure };
}

/**
 * Publishes what a command has just decided.
 * @param unknown places whose serials could not be asked before: there, a higher serial is a failure too
 */
export async function publishWritten(
  log: Publishable,
  targets: readonly Target[],
  unknown: ServedSerials['unknown'],
): Promise<PublishReport> {
  if (targets.length === 0) return NOT_PUBLISHED;
  const { published, failures } = await publish(log, targets).catch((problem: unknown) => ({
    published: [],
    failures: targets.map((target) => ({ ...placeOf(target), problem: textOf(problem) })),
  }));
  const isPassedOver = ({ to, outcome }: Published) =>
    outcome === 'newer' && [...unknown].some(({ name }) => name === to);
  const passedOver = published.filter(isPassedOver).map(({ to, folder, environment }) => ({
    ...{ to, folder },
    problem: `It serves a higher serial of ${environment}, which it did not answer before, or which does not count: it is unsigned, or far above the branch's.`,
  }));
  const failed = [...failures, ...passedOver];
  return {
    published: published.filter((each) => !isPassedOver(each)),
    failures: failed,
    needsPrograms: targets.some(
      ({ kind, name }) => kind === 'program' && failed.some(({ to }) => to === name),
    ),
    placesUnknown: null,
  };
}

/**
 * Publishes every environment that serves something to every place, as the branch has it. A place that fails keeps no
 * other from being published to.
 * @throws ConfigurationError: a pointer or bundle on the branch is not what the log says
 */
export async function publish(
  log: Publishable,
  targets: readonly Target[],
): Promise<{ published: Published[]; failures: NotPublished[] }> {
  const { publications, refused } = await publicationsOf(log);
  const done = await Promise.allSettled(targets.map((target) => target.publish(publications)));
  const published: Published[] = [];
  const failures: NotPublished[] = [...refused];
  for (const [index, target] of targets.entries()) {
    const place = placeOf(target);
    const end = done[index];
    if (end?.status === 'rejected') failures.push({ ...place, problem: textOf(end.reason) });
    for (const [at, outcome] of (end?.status === 'fulfilled' ? end.value : []).entries()) {
      const { environment = '', serial = 0 } = publications[at] ?? {};
      published.push({ ...place, environment, serial, outcome });
    }
  }
  return { published, failures };
}

/** What each environment publishes, and those that may not be published. Throws as `publish`. */
export async function publicationsOf(
  log: Publishable,
): Promise<{ publications: Publication[]; refused: NotPublished[] }> {
  const publications: Publication[] = [];
  const refused: NotPublished[] = [];
  for (const environment of Object.keys(log.state.serials)) {
    const serving = await servingIn(log, environment);
    if (!serving) continue;
    const texts = Object.entries(serving.objects).map(([digest, bundle]) => [digest, canonicalJson(bundle)]);
    const publication = publicationOf(serving.pointer, Object.fromEntries(texts));
    const problem = (await unsignedProblem(log, serving.pointer)) ?? sizeProblem(publication);
    if (problem === null) publications.push(publication);
    else refused.push({ to: environment, problem });
  }
  return { publications, refused };
}

/** Where the policy or the branch lists keys, nothing is published that none of them signed. */
async function unsignedProblem(log: Publishable, pointer: Pointer): Promise<string | null> {
  const listed = ownMember(log.written ?? {}, REGISTRY_PATH) ?? (await log.snapshot?.read(REGISTRY_PATH));
  const signing = signingInForce(log.signing ?? null, listed);
  if (signing === null || isPointerSigned(canonicalJson(pointer), signing.pointer)) return null;
  return `What ${pointer.environment} serves (serial ${pointer.serial}) bears no signature of a pointer key, so it is not published: promote or roll back there with the keys.`;
}

/** A place as a report names it. */
export function placeOf({ name, kind }: Target): Pick<Published, 'to' | 'folder'> {
  return { to: name, ...(kind === 'directory' && { folder: name }) };
}

/** As a sentence: errors of the system end without a full stop, some say nothing but their name. */
function textOf(problem: unknown): string {
  const text = problem instanceof Error ? problem.message || problem.name : String(problem);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/**
 * Writes what an environment serves into one file, which applications carry in their image.
 * @returns its serial
 * @throws ConfigurationError: nothing serves there, or as `publish`
 */
export async function publishBundle(log: Publishable, environment: string, path: string): Promise<number> {
  const serving = await servingIn(log, environment);
  if (!serving) {
    throw new ConfigurationError(`Nothing serves in ${environment} yet, so there is nothing to write.`, {
      remedy: `Promote a version first: \`${NPX_COMMAND} promote PROMPT --to ENV\`.`,
    });
  }
  const problem = await unsignedProblem(log, serving.pointer);
  if (problem !== null) {
    throw new ConfigurationError(problem, { remedy: 'See docs/registry.md, "Signing".' });
  }
  await writeWhole(path, canonicalJson(serving));
  return serving.pointer.serial;
}

/** An environment as the branch has it; null where nothing serves. */
async function servingIn(log: Publishable, environment: string): Promise<BundleFile | null> {
  const pointer = await pointerIn(log, environment);
  if (!pointer) return null;
  const objects: BundleFile['objects'] = {};
  for (const { prompt, version, digest } of digestsIn(pointer)) {
    objects[digest] = await readBundle(log, prompt, version);
  }
  return { format: 1, pointer, objects };
}

/** The pointer on the branch, with its signatures; it has to say what the log says. */
async function pointerIn(log: Publishable, environment: string): Promise<Pointer | null> {
  const expected = pointerOf(log.state, environment);
  if (!expected) return null;
  const path = pointerPath(environment);
  const text = ownMember(log.written ?? {}, path) ?? (await log.snapshot?.read(path));
  const found = parseJson(text ?? '');
  if (isPointerOf(found, expected)) return found;
  throw new ConfigurationError(`${path} on the registry's branch is not what the log says.`, {
    remedy: `\`${NPX_COMMAND} verify\` lists everything that is wrong.`,
  });
}

function isPointerOf(found: unknown, expected: Omit<Pointer, 'signatures'>): found is Pointer {
  if (typeof found !== 'object' || found === null || !('signatures' in found)) return false;
  const { signatures, ...content } = found;
  if (!Array.isArray(signatures)) return false;
  const text = JSON.stringify(content);
  return textDigest(canonicalJson(JSON.parse(text))) === textDigest(canonicalJson(expected));
}
