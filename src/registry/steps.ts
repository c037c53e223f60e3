import { ownMember } from '../base/json.ts';
import type { Allocation, RegistryEvent, Version } from '../domain/registry.ts';
import type { PromptState, RegistryState } from '../domain/registry-state.ts';
import { acceptedProblems, driftProblems } from './drift.ts';
import { decidedProblems, startedProblems } from './experiment-steps.ts';
import { coversAllSlots, risesBetween, servingVersions } from './exposure.ts';
import { observedProblems } from './observed-steps.ts';
import { holdsOn, servingIn } from './promotion.ts';
import { refinedProblems } from './refined-event.ts';
import { openTrips } from './trips.ts';
import { compareVersions } from './version.ts';

/** Where a version stands, in whatever environment. */
type Standing = 'unknown' | 'idle' | 'serving' | 'archived';

/** Those that name no version, or several. */
type WithoutStanding =
  | 'recorded'
  | 'allocated'
  | 'withdrawn'
  | 'observed'
  | 'experiment-started'
  | 'experiment-decided';

/** In which standing a version may be when an event names it. */
const ALLOWED: Record<Exclude<RegistryEvent['type'], WithoutStanding>, readonly Standing[]> = {
  registered: ['unknown'],
  evaluated: ['idle', 'serving'],
  promoted: ['idle', 'serving'],
  'rolled-back': ['serving'],
  held: ['idle', 'serving', 'archived'],
  released: ['idle', 'serving', 'archived'],
  tripped: ['serving'],
  drift: ['serving'],
  'drift-accepted': ['serving'],
  archived: ['idle'],
  refined: ['idle', 'serving'],
};

const STANDING_WORDS: Record<Standing, string> = {
  unknown: 'is not registered',
  idle: 'is registered and serves nowhere',
  serving: 'serves',
  archived: 'is archived',
};

/**
 * Why an event may not follow this state, as sentences; none where it may. This is the one table of allowed steps: a
 * writer asks it before it writes, and `verify` asks it about what others wrote.
 */
export function stepProblems(state: RegistryState, event: RegistryEvent): string[] {
  if (event.type === 'recorded') return recordedProblems(state, event);
  if (event.type === 'observed') return observedProblems(state, event);
  const prompt = ownMember(state.prompts, event.prompt) ?? NO_PROMPT;
  if (event.type === 'withdrawn') return withdrawnProblems(state, prompt, event);
  if (event.type === 'allocated') return allocatedProblems(state, prompt, event);
  if (event.type === 'experiment-started') return startedProblems(prompt, event);
  if (event.type === 'experiment-decided') return decidedProblems(prompt, event);
  const standing = standingProblems(prompt, event);
  switch (event.type) {
    case 'registered':
      return [...standing, ...registeredProblems(prompt, event)];
    case 'evaluated':
      return [...standing, ...digestProblems(prompt, event), ...evaluatedProblems(prompt, event)];
    case 'promoted':
    case 'rolled-back':
      return [...standing, ...servingProblems(state, prompt, event)];
    case 'released':
      return [...standing, ...releasedProblems(prompt, event)];
    case 'held':
    case 'archived':
      return standing;
    case 'refined':
      return [...standing, ...digestProblems(prompt, event), ...refinedProblems(prompt, event)];
    case 'tripped':
      return [...standing, ...trippedProblems(prompt, event)];
    case 'drift':
      return [...standing, ...driftProblems(prompt, event)];
    case 'drift-accepted':
      return [...standing, ...acceptedProblems(prompt, event)];
    default:
      throw new Error(`no steps for this type of event: ${JSON.stringify(event satisfies never)}`);
  }
}

type Of<T extends RegistryEvent['type']> = Extract<RegistryEvent, { type: T }>;

const NO_PROMPT: PromptState = { versions: {}, onMain: null, environments: {} };

function standingProblems(prompt: PromptState, event: Exclude<RegistryEvent, Of<WithoutStanding>>): string[] {
  const version = event.type === 'rolled-back' ? event.from : event.version;
  if (version === null) {
    return Object.keys(prompt.versions).length > 0 ? [] : [`${event.prompt} has no registered version.`];
  }
  const standing = standingOf(prompt, version);
  if (ALLOWED[event.type].includes(standing)) return [];
  return [`${event.prompt} ${version} ${STANDING_WORDS[standing]}, so it cannot be ${event.type}.`];
}

function standingOf(prompt: PromptState, version: Version): Standing {
  const known = ownMember(prompt.versions, version);
  if (!known) return 'unknown';
  if (known.archived) return 'archived';
  const serves = Object.values(prompt.environments).some(({ served }) =>
    servingVersions(served.at(-1)?.allocation ?? {}).includes(version),
  );
  return serves ? 'serving' : 'idle';
}

function recordedProblems(state: RegistryState, event: Of<'recorded'>): string[] {
  return Object.entries(event.prompts)
    .filter(([name, version]) => {
      const prompt = ownMember(state.prompts, name);
      return !prompt || !Object.hasOwn(prompt.versions, version);
    })
    .map(([name, version]) => `main asks for ${name} ${version}, which is not registered.`);
}

function registeredProblems(prompt: PromptState, event: Of<'registered'>): string[] {
  const versions = Object.values(prompt.versions);
  const same = versions.find(({ digest }) => digest === event.digest);
  const last = versions.at(-1)?.version;
  const higher = last !== undefined && compareVersions(last, event.version) > 0;
  return [
    ...(same ? [`${event.prompt} ${event.version} has the content of ${same.version}.`] : []),
    ...(higher ? [`${event.prompt} ${event.version} is lower than ${last}, which was before.`] : []),
  ];
}

function digestProblems(
  prompt: PromptState,
  { prompt: name, version, digest }: { prompt: string; version: Version; digest: string },
): string[] {
  const known = ownMember(prompt.versions, version);
  return known && known.digest !== digest ? [`${name} ${version} is registered with another digest.`] : [];
}

function evaluatedProblems(prompt: PromptState, event: Of<'evaluated'>): string[] {
  const twice = ownMember(prompt.versions, event.version)?.evidence.some(({ id }) => id === event.evidence);
  return twice ? [`${event.prompt} ${event.version} has evidence ${event.evidence} already.`] : [];
}

function releasedProblems(prompt: PromptState, event: Of<'released'>): string[] {
  const serving = servingIn(prompt, event.environment);
  if ([...(serving?.held ?? []), ...openTrips(serving)].some(({ version }) => version === event.version))
    return [];
  const what = event.version === null ? event.prompt : `${event.prompt} ${event.version}`;
  return [`${what} is not held in ${event.environment}.`];
}

function trippedProblems(
  prompt: PromptState,
  { version, prompt: name, environment }: Of<'tripped'>,
): string[] {
  const serving = servingVersions(servingIn(prompt, environment)?.served.at(-1)?.allocation ?? {});
  return serving.includes(version) ? [] : [`${name} ${version} does not serve in ${environment}.`];
}

function withdrawnProblems(state: RegistryState, prompt: PromptState, event: Of<'withdrawn'>): string[] {
  const { environment, prompt: name } = event;
  const serving = servingVersions(servingIn(prompt, environment)?.served.at(-1)?.allocation ?? {});
  return [
    ...serialProblems(state, event),
    ...(serving.length > 0 ? [] : [`${name} serves nothing in ${environment}, so it cannot be withdrawn.`]),
    ...(prompt.onMain === null ? [] : [`${name} is on main, so it cannot be withdrawn.`]),
  ];
}

function serialProblems(
  state: RegistryState,
  { environment, serial }: Of<'promoted' | 'allocated' | 'rolled-back' | 'withdrawn'>,
): string[] {
  const last = ownMember(state.serials, environment) ?? 0;
  return serial > last ? [] : [`serial ${serial} of ${environment} is not above ${last}.`];
}

function servingProblems(
  state: RegistryState,
  prompt: PromptState,
  event: Of<'promoted' | 'rolled-back'>,
): string[] {
  const { allocation, environment, prompt: name } = event;
  const before = servingIn(prompt, environment)?.served.at(-1)?.allocation ?? {};
  const rises = [...risesBetween(before, allocation).keys()];
  return [
    ...serialProblems(state, event),
    ...allocationProblems(prompt, name, allocation),
    ...(event.type === 'promoted'
      ? promotedProblems(prompt, event, rises)
      : rolledBackProblems(prompt, event, { before, rises })),
  ];
}

function allocatedProblems(state: RegistryState, prompt: PromptState, event: Of<'allocated'>): string[] {
  const { environment, prompt: name, allocation, at, signatures = {} } = event;
  const serving = servingIn(prompt, environment);
  const rises = [...risesBetween(serving?.served.at(-1)?.allocation ?? {}, allocation).keys()];
  const serves = servingVersions(allocation);
  return [
    ...serialProblems(state, event),
    ...allocationProblems(prompt, name, allocation),
    ...rises
      .filter((version) => holdsOn(version, serving?.held ?? [], Date.parse(at)).length > 0)
      .map((version) => `the share of ${name} ${version} rises, which is held in ${environment}.`),
    ...Object.keys(signatures)
      .filter((version) => !serves.includes(version))
      .map((version) => `${name} ${version} is signed and gets no share.`),
  ];
}

function allocationProblems(prompt: PromptState, name: string, allocation: Allocation): string[] {
  const problems = Object.entries(allocation).flatMap(([segment, shares]) => [
    ...(coversAllSlots(shares) ? [] : [`the shares of segment ${segment} do not have every slot once.`]),
    ...shares.flatMap((share) => digestProblems(prompt, { prompt: name, ...share })),
  ]);
  if (!Object.hasOwn(allocation, '*')) problems.push('nothing serves the segments that are not listed (*).');
  for (const version of servingVersions(allocation)) {
    const standing = standingOf(prompt, version);
    if (standing === 'idle' || standing === 'serving') continue;
    problems.push(`${name} ${version} ${STANDING_WORDS[standing]}, so it cannot serve.`);
  }
  return problems;
}

function promotedProblems(prompt: PromptState, event: Of<'promoted'>, rises: readonly Version[]): string[] {
  const { version, environment, prompt: name, at } = event;
  const serving = servingIn(prompt, environment);
  const others = rises.filter((risen) => risen !== version);
  const holds = rises.includes(version) ? holdsOn(version, serving?.held ?? [], Date.parse(at)) : [];
  return [
    ...digestProblems(prompt, event),
    ...(servingVersions(event.allocation).includes(version) ? [] : [`${name} ${version} gets no share.`]),
    ...others.map((risen) => `the share of ${name} ${risen} rises, and only ${version} was promoted.`),
    ...(holds.length > 0 ? [`${name} ${version} is held in ${environment}.`] : []),
    ...(event.overridden && event.reason === undefined
      ? ['conditions were overridden without a reason.']
      : []),
    ...(event.adopted && (serving?.served.length ?? 0) > 0
      ? [`${name} was adopted into ${environment}, where it served before.`]
      : []),
  ];
}

function rolledBackProblems(
  prompt: PromptState,
  event: Of<'rolled-back'>,
  { before, rises }: { before: Allocation; rises: readonly Version[] },
): string[] {
  const { from, to, environment, prompt: name, at, allocation } = event;
  const own = (servingIn(prompt, environment)?.held ?? []).filter(({ version }) => version !== null);
  const problems: string[] = [];
  if (!servingVersions(before).includes(from))
    problems.push(`${name} ${from} did not serve in ${environment}.`);
  if (servingVersions(allocation).includes(from)) problems.push(`${name} ${from} was taken back and serves.`);
  if (!servingVersions(allocation).includes(to)) problems.push(`${name} ${to} gets no share.`);
  for (const version of rises) {
    const known = ownMember(prompt.versions, version);
    if (known && !Object.hasOwn(known.served, environment)) {
      problems.push(`${name} ${version} never served in ${environment}, so nothing can go back to it.`);
    }
    if (holdsOn(version, own, Date.parse(at)).length > 0) {
      problems.push(`${name} ${version} is held in ${environment}.`);
    }
  }
  return problems;
}
