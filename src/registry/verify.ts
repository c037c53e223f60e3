import { ownMember } from '../base/json.ts';
import type { ExperimentDecided, ExperimentStarted } from '../domain/experiment.ts';
import type { Digest, Promoted, RegistryEvent, Signature, Version } from '../domain/registry.ts';
import type { EvidenceFile } from '../domain/registry-files.ts';
import type { SigningPolicy } from '../domain/registry-policy.ts';
import type { RegistryState } from '../domain/registry-state.ts';
import { type ChainedEvent, type LogProblem, readChain } from './chain.ts';
import { risesBetween } from './exposure.ts';
import { evidencePath, isEventPath, STATE_INDEX_PATH } from './files.ts';
import { applyEvent, changesServing, emptyState } from './fold.ts';
import { countInIndex } from './index-files.ts';
import { LARGEST_JUMP } from './pointer.ts';
import { servingIn } from './promotion.ts';
import { isEvidenceSigned, isPromotionSigned, type Promotion } from './signatures.ts';
import { stepProblems } from './steps.ts';
import { type DriftExaminers, driftProblems } from './verify-drift.ts';
import { contentProblems, derivedProblems, evidenceIn, type Files } from './verify-files.ts';

export type PromotedEvent = Extract<RegistryEvent, { type: 'promoted' }>;
export type AllocatedEvent = Extract<RegistryEvent, { type: 'allocated' }>;
export type ExperimentEvent = Extract<RegistryEvent, ExperimentStarted | ExperimentDecided>;

/** A promotion, or an allocation, under the policy that it names. */
export type Examination = {
  /** Why that policy may not decide, as sentences: it is not main's, or older than one that decided before. */
  policy: string[];
  /** What that policy, or the portfolio, asked for and was not so, each as a sentence. */
  missing: string[];
  /** The keys of that policy. */
  signing: SigningPolicy | null;
};

export type VerifyRequest = DriftExaminers & {
  /** All files of the branch, by path. */
  files: Readonly<Record<string, string>>;
  /** Why files of the branch, which are empty in `files`, cannot be read as text. */
  unreadable?: readonly { path: string; problem: string }[] | undefined;
  /** The keys of today's policy; null: nothing is signed. */
  signing: SigningPolicy | null;
  /**
   * Judges a promotion by the policy of the commit that it names; undefined: evidence is not judged.
   * @param before the state before it, valid until the promise settles
   * @param evidenceOf the newest evidence of a digest that the log had before it
   */
  examine?:
    | ((
        promotion: PromotedEvent,
        before: RegistryState,
        evidenceOf: (digest: Digest) => EvidenceFile | undefined,
      ) => Promise<Examination>)
    | undefined;
  /** The same of weights, by the portfolio of the commit that they name. */
  examineWeights?:
    | ((
        allocation: AllocatedEvent,
        before: RegistryState,
        evidenceOf: (digest: Digest) => EvidenceFile | undefined,
      ) => Promise<Examination>)
    | undefined;
  /** Why an experiment began or ended otherwise than its portfolio and the observations before say, as sentences. */
  examineExperiment?:
    | ((event: ExperimentEvent, before: RegistryState) => Promise<readonly string[]>)
    | undefined;
};

export type Verification = { ok: boolean; signed: boolean; events: number; problems: LogProblem[] };

/**
 * Replays the log and compares everything that is derived from it: the chain, each step, bundles and evidence by their
 * digests, signatures, evidence of every rise, pointers and index. A log of a later version of the product is a problem
 * as well: what it says is not known.
 */
export async function verifyRegistry(request: VerifyRequest): Promise<Verification> {
  const { signing } = request;
  const files: Files = new Map(Object.entries(request.files));
  const eventFiles = [...files].filter(([path]) => isEventPath(path)).map(([path, text]) => ({ path, text }));
  const chain = readChain(eventFiles, countInIndex(files.get(STATE_INDEX_PATH)));
  const problems: LogProblem[] = [
    ...(request.unreadable ?? []).map(({ problem }) => ({ event: null, problem })),
    ...chain.problems,
    ...chain.newer.map(({ event, problem }) => ({ event, problem: `${problem} Update prompt-eval-gate.` })),
  ];
  const state = emptyState();
  const versions: VersionsByDigest = new Map();
  let signedBefore = false;
  for (const chained of chain.events) {
    const { event } = chained;
    problems.push(...eventProblems(state, chained), ...contentProblems(event, files));
    problems.push(...jumpProblems(state, chained));
    if (event.type === 'promoted') {
      const context = { state, files, versions, signedBefore, request };
      problems.push(...(await promotionProblems(event, context)));
      signedBefore ||= event.signature !== undefined;
    }
    if (event.type === 'allocated') {
      const context = { state, files, versions, signedBefore, request };
      problems.push(...(await allocationProblems(event, context)));
      signedBefore ||= event.signatures !== undefined;
    }
    if (event.type === 'experiment-started' || event.type === 'experiment-decided') {
      const wrong = (await request.examineExperiment?.(event, state)) ?? [];
      problems.push(...wrong.map((problem) => ({ event: event.id, problem })));
    }
    if (event.type === 'drift' || event.type === 'drift-accepted') {
      const context = { state, files, versions, signedBefore, request };
      const evidenceOf = (id: string) =>
        newestEvidence(context, { prompt: event.prompt, digest: event.digest, id });
      problems.push(...(await driftProblems(event, { state, evidenceOf, signedBefore, signing, request })));
    }
    applyEvent(state, chained);
    if (event.type === 'registered') versions.set(`${event.prompt} ${event.digest}`, event.version);
  }
  problems.push(...derivedProblems(state, { files, events: chain.events, signing }));
  return { ok: problems.length === 0, signed: signing !== null, events: eventFiles.length, problems };
}

function eventProblems(state: RegistryState, { path, event }: ChainedEvent): LogProblem[] {
  return stepProblems(state, event).map((problem) => ({ event: event.id, problem: `${path}: ${problem}` }));
}

/** A serial may be higher than the next where a rollback was published before it was recorded, and no further than that. */
function jumpProblems(state: RegistryState, { path, event }: ChainedEvent): LogProblem[] {
  if (!changesServing(event)) return [];
  const { environment, serial } = event;
  const before = ownMember(state.serials, environment) ?? 0;
  if (serial - before <= LARGEST_JUMP + 1) return [];
  const problem = `${path}: the serial of ${environment} jumps from ${before} to ${serial}.`;
  return [{ event: event.id, problem }];
}

/** By `<prompt> <digest>`. */
type VersionsByDigest = Map<string, Version>;

type PromotionContext = {
  /** Before the promotion. */
  state: RegistryState;
  files: Files;
  versions: VersionsByDigest;
  /** Whether an earlier promotion was signed: none after it may be unsigned. */
  signedBefore: boolean;
  request: VerifyRequest;
};

async function promotionProblems(event: PromotedEvent, context: PromotionContext): Promise<LogProblem[]> {
  const { state, request } = context;
  const evidenceOf = (digest: Digest) => newestEvidence(context, { prompt: event.prompt, digest });
  const examined = await request.examine?.(event, state, evidenceOf);
  const isExcused = event.overridden !== undefined || event.adopted === true;
  const missing = isExcused ? [] : (examined?.missing ?? []);
  const label = `${event.prompt} ${event.version} was promoted to ${event.environment}`;
  return [
    ...(examined?.policy ?? []).map((problem) => `${label} by a policy that may not decide: ${problem}`),
    ...(isExcused ? [] : judgementProblems(event)),
    ...(event.judgement ? referenceProblems(event, state) : []),
    ...missing.map((lack) => `${label} without what its policy asks for: ${lack}`),
    ...signatureProblems(
      { ...event, signature: event.signature, evidence: event.judgement?.evidence ?? null },
      context,
      examined?.signing ?? null,
    ),
  ].map((problem) => ({ event: event.id, problem }));
}

/** Weights: the portfolio that they name has to state them, or allow them, and every version that rises to be signed. */
async function allocationProblems(event: AllocatedEvent, context: PromotionContext): Promise<LogProblem[]> {
  const { state, request } = context;
  const { prompt, environment, allocation, signatures = {} } = event;
  const evidenceOf = (digest: Digest) => newestEvidence(context, { prompt, digest });
  const examined = await request.examineWeights?.(event, state, evidenceOf);
  const label = `The weights of ${prompt} in ${environment} were set`;
  const known = ownMember(state.prompts, prompt);
  const before = (known && servingIn(known, environment)?.served.at(-1)?.allocation) ?? {};
  const signed = [...risesBetween(before, allocation).keys()].flatMap((version) => {
    const digest = known && ownMember(known.versions, version)?.digest;
    if (digest === undefined) return [];
    const signature = ownMember(signatures, version);
    return signatureProblems(
      { prompt, version, digest, environment, signature, evidence: null },
      context,
      examined?.signing ?? null,
    );
  });
  return [
    ...(examined?.policy ?? []).map((problem) => `${label} by a policy that may not decide: ${problem}`),
    ...(examined?.missing ?? []).map((lack) => `${label} otherwise than its portfolio allows: ${lack}`),
    ...signed,
  ].map((problem) => ({ event: event.id, problem }));
}

function judgementProblems({ prompt, version, environment, judgement }: Promoted): string[] {
  if (judgement === null || judgement.verdict === 'pass') return [];
  return [
    `${prompt} ${version} was promoted to ${environment} although its evidence said ${judgement.verdict}.`,
  ];
}

/** The evidence that a judgement names has to be in the log before it. */
function referenceProblems(event: PromotedEvent, state: RegistryState): string[] {
  const { prompt, version, judgement } = event;
  if (judgement === null || judgement.evidence === null) return [];
  const known = ownMember(state.prompts, prompt);
  const evidence = known && ownMember(known.versions, version)?.evidence;
  const found = evidence?.find(({ id }) => id === judgement.evidence);
  if (!found)
    return [
      `${prompt} ${version} was promoted by evidence ${judgement.evidence}, which the log does not have.`,
    ];
  return found.suite === judgement.suite
    ? []
    : [`${prompt} ${version} was promoted by evidence ${judgement.evidence} of another suite.`];
}

/**
 * A promotion is signed by a key of its own policy or of today's, or the version was signed for that environment
 * before. None is asked for before the first signed one, unless its own policy had keys.
 */
function signatureProblems(
  event: Promotion & { signature: Signature | undefined; evidence: string | null },
  context: PromotionContext,
  inForce: SigningPolicy | null,
): string[] {
  const { state, signedBefore, request } = context;
  const { prompt, version, digest, environment, signature, evidence } = event;
  const keys = [...(inForce?.promotion ?? []), ...(request.signing?.promotion ?? [])];
  const subject = { environment, prompt, version, digest };
  const label = `The promotion of ${prompt} ${version} to ${environment}`;
  if (signature && !isPromotionSigned(subject, signature, [signature.key])) {
    return [`${label} has a signature that is not one of ${signature.key}: it was forged or edited.`];
  }
  const mustBeSigned = inForce !== null || (request.signing !== null && signedBefore);
  if (!mustBeSigned) return [];
  const known = ownMember(state.prompts, prompt);
  const earlier = known && ownMember(ownMember(known.versions, version)?.served ?? {}, environment);
  const signatures = [signature, earlier].filter((one) => one !== undefined && one !== null);
  if (!signatures.some((one) => isPromotionSigned(subject, one, keys))) {
    return [`${label} bears no signature of a promotion key: it was forged.`];
  }
  if (evidence === null) return [];
  const judged = newestEvidence(context, { prompt, digest, id: evidence });
  return judged && !isEvidenceSigned(judged, keys)
    ? [`${label} rests on evidence ${evidence}, which bears no signature of a promotion key.`]
    : [];
}

/** The evidence of a digest that the log had: the newest, or the one of an id. */
function newestEvidence(
  { state, files, versions }: PromotionContext,
  { prompt, digest, id }: { prompt: string; digest: Digest; id?: string },
): EvidenceFile | undefined {
  const version = versions.get(`${prompt} ${digest}`) ?? '';
  const references = ownMember(ownMember(state.prompts, prompt)?.versions ?? {}, version)?.evidence ?? [];
  const reference = id === undefined ? references.at(-1) : references.find((one) => one.id === id);
  return (
    reference && evidenceIn(files, { path: evidencePath(digest, reference.id), digest: reference.digest })
  );
}
