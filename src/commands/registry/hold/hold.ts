import { ConfigurationError } from '../../../base/errors.ts';
import type { Fact, Version } from '../../../domain/registry.ts';
import type { PromptState, RegistryState, VersionState } from '../../../domain/registry-state.ts';
import { servingVersions } from '../../../registry/exposure.ts';
import { nextSerial } from '../../../registry/pointer.ts';
import { holdsOn, servingIn } from '../../../registry/promotion.ts';
import { openTrips } from '../../../registry/trips.ts';
import { doubtNotes } from '../known-policy.ts';
import { readPromptArgument, requireEnvironment, requirePrompt, requireVersion } from '../lookup.ts';
import { openClone } from '../opened.ts';
import type { PublishReport } from '../publish/publish.ts';
import { openWriting, type Writing, type WritingRequest, writeEvents } from '../writing.ts';

export type HoldRequest = WritingRequest & {
  /** `support` (all versions) or `support@1.4.0`. */
  argument: string;
  env: string | undefined;
  reason: string | undefined;
};

/** What was written, or would be; `nothing`: it was so already. */
export type HoldOutcome = {
  prompt: string;
  version: Version | null;
  /** Null of `archive`, which holds in every environment. */
  environment: string | null;
  until: string | null;
  kind: 'written' | 'nothing';
  dryRun: boolean;
};

/** The same, with where it was published, and what is wrong with the policy. */
export type HoldReport = HoldOutcome & { publication: PublishReport; notes: string[] };

/** From now on, no exposure of a version (null: of any) rises in an environment. What serves goes on serving. */
export async function hold(request: HoldRequest & { until: string | undefined }): Promise<HoldReport> {
  const until = request.until === undefined ? null : readTime(request.until);
  return change(request, ({ name, version, environment }) => ({
    fact: { type: 'held', environment, prompt: name, version, until },
    message: `Hold ${label(name, version)} in ${environment}`,
    until,
  }));
}

/** Ends a hold. Nothing is written where there is none. */
export async function release(request: HoldRequest): Promise<HoldReport> {
  const next: string[] = [];
  const report = await change(request, ({ name, prompt, version, environment }) => {
    const serving = servingIn(prompt, environment);
    const holds = serving?.held ?? [];
    const isHeld = [...holds, ...openTrips(serving)].some((each) => each.version === version);
    const message = `Release ${label(name, version)} in ${environment}`;
    if (isHeld) {
      next.splice(0, next.length, nextAfterRelease({ name, version, environment }, serving?.portfolio?.path));
      return { fact: { type: 'released', environment, prompt: name, version }, message, until: null };
    }
    const others = version === null ? holds : holdsOn(version, holds, 0);
    if (others.length === 0) return { fact: null, message, until: null };
    const held = others.map((each) => label(name, each.version)).join(', ');
    throw new ConfigurationError(`${label(name, version)} is not held in ${environment}, but ${held} is.`, {
      remedy: `Release that: release ${label(name, others[0]?.version ?? null)} --env ${environment}.`,
    });
  });
  return { ...report, notes: [...next, ...report.notes] };
}

/** A release changes nothing that serves: what does. */
function nextAfterRelease(
  { name, version, environment }: Pick<Target, 'name' | 'version' | 'environment'>,
  portfolio: string | undefined,
): string {
  return portfolio === undefined
    ? `Nothing that serves changed. To let it serve: promote ${label(name, version)} --to ${environment}.`
    : `Nothing that serves changed, and only a commit that changes the weights of ${portfolio} sets them: merging the same file again, and \`record\`, do nothing.`;
}

/**
 * From now on, a version, which must not be serving, may not serve anywhere. Without a version, so for all of a prompt
 * that main no longer has; where it serves, that ends.
 */
export async function archive(request: Omit<HoldRequest, 'env'>): Promise<HoldReport> {
  const writing = await writingOf(request);
  const { finding, publication } = await writeEvents<HoldOutcome>(
    writing,
    async (log) => {
      const { prompt: name, version } = readPromptArgument(request.argument);
      const prompt = requirePrompt(log.state, name, writing.registry.environments);
      const facts =
        version === null
          ? archivingAll(log.state, name, prompt)
          : archivingOne(name, version, requireVersion(prompt, name, version), prompt);
      return {
        entries: facts.map((fact) => entryOf(fact, request.reason)),
        message: `Archive ${version === null ? name : `${name} ${version}`}`,
        finding: {
          ...{ prompt: name, version, environment: null, until: null, dryRun: request.dryRun },
          kind: facts.length === 0 ? 'nothing' : 'written',
        },
      };
    },
    { mayLeaveServing: true },
  );
  return { ...finding, publication, notes: doubtNotes(writing.doubt) };
}

function archivingOne(
  name: string,
  version: Version,
  { archived }: VersionState,
  prompt: PromptState,
): Fact[] {
  if (archived) return [];
  refuseServing(prompt, name, version);
  return [{ type: 'archived', prompt: name, version }];
}

/** It is withdrawn from every environment first, so that none of its versions serves when it is archived. */
function archivingAll(state: RegistryState, name: string, prompt: PromptState): Fact[] {
  if (prompt.onMain !== null) {
    throw new ConfigurationError(`${name} is on main, so only single versions of it can be archived.`, {
      remedy: `Name one: ${name}@${Object.keys(prompt.versions)[0] ?? '1.0.0'}. Or remove the prompt on main; \`record\` tells the registry.`,
    });
  }
  const serving = Object.entries(prompt.environments).filter(
    ([, { served }]) => servingVersions(served.at(-1)?.allocation ?? {}).length > 0,
  );
  return [
    ...serving.map(
      ([environment]): Fact => ({
        ...{ type: 'withdrawn', environment, prompt: name },
        serial: nextSerial(state, environment),
      }),
    ),
    ...Object.values(prompt.versions).flatMap(({ version, archived }): Fact[] =>
      archived ? [] : [{ type: 'archived', prompt: name, version }],
    ),
  ];
}

type Target = { name: string; prompt: PromptState; version: Version | null; environment: string };

async function change(
  request: HoldRequest,
  factOf: (target: Target) => { fact: Fact | null; message: string; until: string | null },
): Promise<HoldReport> {
  const writing = await writingOf(request);
  const { finding, publication } = await writeEvents<HoldOutcome>(
    writing,
    async (log) => {
      const { prompt: name, version } = readPromptArgument(request.argument);
      const { registry } = writing;
      const { name: environment } = requireEnvironment(registry, request.env, {
        option: '--env',
        state: log.state,
      });
      const prompt = requirePrompt(log.state, name, registry.environments);
      if (version !== null) requireVersion(prompt, name, version);
      const { fact, message, until } = factOf({ name, prompt, version, environment });
      const told = { prompt: name, version, environment, until, dryRun: request.dryRun };
      return {
        entries: fact === null ? [] : [entryOf(fact, request.reason)],
        message,
        finding: { ...told, kind: fact === null ? 'nothing' : 'written' },
      };
    },
    { mayLeaveServing: true },
  );
  return { ...finding, publication, notes: doubtNotes(writing.doubt) };
}

function entryOf(fact: Fact, reason: string | undefined) {
  if (fact.type === 'registered' || fact.type === 'evaluated') throw new Error(`${fact.type} brings content`);
  return { fact, reason };
}

async function writingOf(request: WritingRequest): Promise<Writing> {
  return openWriting({ ...(await openClone(request)), policyPath: null }, request);
}

function refuseServing(prompt: PromptState, name: string, version: Version): void {
  for (const [environment, { served }] of Object.entries(prompt.environments)) {
    const shares = Object.values(served.at(-1)?.allocation ?? {}).flat();
    if (!shares.some((share) => share.version === version)) continue;
    throw new ConfigurationError(`${name} ${version} serves in ${environment}, so it cannot be archived.`, {
      remedy: `Promote another version there first, or roll it back: rollback ${name} --env ${environment}.`,
    });
  }
}

function label(name: string, version: Version | null): string {
  return version === null ? name : `${name}@${version}`;
}

/** ISO 8601, or a time from now such as 2h. */
function readTime(text: string): string {
  const relative = /^(\d{1,4})(m|h|d)$/.exec(text.trim());
  const unit = { m: 60_000, h: 3_600_000, d: 86_400_000 }[relative?.[2] ?? ''];
  if (relative && unit) return new Date(Date.now() + Number(relative[1]) * unit).toISOString();
  const time = /^\d{4}-\d{2}-\d{2}/.test(text.trim()) ? Date.parse(text.trim()) : Number.NaN;
  if (Number.isFinite(time) && time > Date.now()) return new Date(time).toISOString();
  throw new ConfigurationError('--until is no time in the future.', {
    remedy: 'Write ISO 8601, such as 2026-12-01T09:00Z, or a time from now: 90m, 2h, 3d.',
  });
}
