import { ownMember } from '../base/json.ts';
import type { Allocation, Fact, RegistryEvent, Version } from '../domain/registry.ts';
import type {
  Hold,
  PromptState,
  RegistryState,
  Served,
  ServingState,
  VersionState,
} from '../domain/registry-state.ts';
import type { Trip } from '../domain/tripped.ts';
import { type ChainedEvent, type LogProblem, requireSound } from './chain.ts';
import { acceptedWith, driftWith } from './drift.ts';
import { REGISTRY_FORMAT } from './files.ts';
import { refinedWith } from './refined-event.ts';
import { stepProblems } from './steps.ts';
import { observedWith } from './windows.ts';

/** The state before the first event. */
export function emptyState(): RegistryState {
  return { format: REGISTRY_FORMAT, last: null, recorded: null, serials: {}, prompts: {} };
}

/**
 * The state after these events.
 * @param events in the chain's order
 * @throws ConfigurationError where an event makes a step that is not allowed
 */
export function foldEvents(events: readonly ChainedEvent[]): RegistryState {
  const { state, problems } = replay(events);
  requireSound(problems);
  return state;
}

/** The state after these events, whatever they say, and every step of theirs that is not allowed. */
export function replay(events: readonly ChainedEvent[]): { state: RegistryState; problems: LogProblem[] } {
  const problems: LogProblem[] = [];
  const state = emptyState();
  for (const chained of events) {
    const { id } = chained.event;
    for (const problem of stepProblems(state, chained.event)) {
      problems.push({ event: id, problem: `${chained.path}: ${problem}` });
    }
    applyEvent(state, chained);
  }
  return { state, problems };
}

/** Changes the state in place: a log of ten thousand events is folded in one pass. */
export function applyEvent(state: RegistryState, { digest, event }: ChainedEvent): void {
  state.last = { digest, at: event.at, count: (state.last?.count ?? 0) + 1 };
  switch (event.type) {
    case 'recorded':
      state.recorded = event.commit;
      if (event.main) state.main = event.main;
      for (const [name, prompt] of Object.entries(state.prompts)) {
        const onMain = ownMember(event.prompts, name) ?? null;
        if (prompt.onMain !== onMain) prompt.onMain = onMain;
      }
      return;
    case 'registered': {
      const { version, raised, because, source } = event;
      const added = { version, digest: event.digest, at: event.at, raised, because, source };
      promptIn(state, event.prompt).versions[version] = {
        ...added,
        archived: false,
        evidence: [],
        judgements: [],
        served: {},
      };
      return;
    }
    case 'evaluated': {
      const { evidence: id, evidenceDigest, suite, cases, unanswered, at } = event;
      versionIn(state, event)?.evidence.push({
        ...{ id, digest: evidenceDigest, suite, cases, at },
        ...(unanswered !== undefined && { unanswered }),
      });
      return;
    }
    case 'promoted': {
      const { environment, judgement, overridden, signature } = event;
      const version = versionIn(state, event);
      if (version && judgement) {
        version.judgements.push({
          ...judgement,
          environment,
          promotedAt: event.at,
          ...(overridden ? { overridden } : {}),
        });
      }
      serve(state, event);
      if (version && signature) version.served[environment] = signature;
      return;
    }
    case 'allocated': {
      serve(state, event);
      const { policy, portfolio: path, weights, safe, environment, signatures = {}, judgements = {} } = event;
      for (const [version, judgement] of Object.entries(judgements)) {
        versionIn(state, { prompt: event.prompt, version })?.judgements.push({
          ...judgement,
          environment,
          promotedAt: event.at,
        });
      }
      servingOf(state, event).portfolio = { commit: policy.commit, path, weights, safe };
      for (const [version, signature] of Object.entries(signatures)) {
        const signed = versionIn(state, { prompt: event.prompt, version });
        if (signed) signed.served[environment] = signature;
      }
      return;
    }
    case 'rolled-back':
      serve(state, event);
      hold(servingOf(state, event), { version: event.from, until: null, ...reasonAndTime(event) });
      return;
    case 'held':
      hold(servingOf(state, event), { version: event.version, until: event.until, ...reasonAndTime(event) });
      return;
    case 'released': {
      const serving = servingOf(state, event);
      serving.held = serving.held.filter(({ version }) => version !== event.version);
      if (serving.trips) serving.trips = serving.trips.map((trip) => withRelease(trip, event));
      return;
    }
    case 'tripped':
      noteTrip(servingOf(state, event), event);
      return;
    case 'drift': {
      const serving = servingOf(state, event);
      serving.drift = driftWith(serving.drift, event);
      return;
    }
    case 'drift-accepted': {
      const serving = servingOf(state, event);
      serving.drift = acceptedWith(serving.drift, event);
      return;
    }
    case 'withdrawn':
      serve(state, { ...event, allocation: {} });
      return;
    case 'archived': {
      const version = versionIn(state, event);
      if (version) version.archived = true;
      return;
    }
    case 'experiment-started': {
      const { epoch, policy, portfolio, experiment, metric, control, size, at: startedAt } = event;
      const begun = { epoch, policy, portfolio, experiment, metric, control, size, startedAt };
      servingOf(state, event).experiment = { ...begun, end: null };
      return;
    }
    case 'experiment-decided': {
      const { experiment } = servingOf(state, event);
      if (experiment?.epoch === event.epoch) experiment.end = { ...event.end, at: event.at };
      return;
    }
    case 'refined': {
      const prompt = promptIn(state, event.prompt);
      prompt.refined = refinedWith(prompt.refined, event);
      return;
    }
    case 'observed':
      for (const [name, parts] of Object.entries(event.prompts)) {
        const prompt = promptIn(state, name);
        for (const [environment, part] of Object.entries(parts)) {
          const before = ownMember(prompt.observed ?? {}, environment);
          prompt.observed = { ...prompt.observed, [environment]: observedWith(before, part, event.id) };
        }
      }
      return;
    default:
      throw new Error(`no event of this type is folded: ${JSON.stringify(event satisfies never)}`);
  }
}

type ServingEvent = Extract<RegistryEvent, { serial: number }>;

/** From this event on, this is served; a prompt that is withdrawn has no shares left. */
function serve(state: RegistryState, event: ServingEvent & { allocation: Allocation }): void {
  const { id, type, actor, at, serial, allocation, environment } = event;
  const served: Served = {
    ...{ at, serial, allocation },
    ...(event.clock === undefined ? {} : { clock: event.clock }),
    event: {
      ...{ id, type, actor, reason: event.reason ?? null },
      ...(event.type === 'promoted' && event.overridden ? { overridden: event.overridden } : {}),
      ...(event.type === 'promoted' && event.adopted ? { adopted: event.adopted } : {}),
    },
  };
  servingOf(state, event).served.push(served);
  state.serials[environment] = Math.max(serial, ownMember(state.serials, environment) ?? 0);
  noteMain(state, environment);
  const { versions } = promptIn(state, event.prompt);
  for (const { version } of Object.values(allocation).flat()) {
    const known = ownMember(versions, version);
    if (known && !Object.hasOwn(known.served, environment)) known.served[environment] = null;
  }
}

/** A pointer names main as it was known when it was written. */
function noteMain(state: RegistryState, environment: string): void {
  if (state.main) state.mains = { ...state.mains, [environment]: state.main };
}

function hold(serving: ServingState, added: Hold): void {
  serving.held = [...serving.held.filter(({ version }) => version !== added.version), added];
}

/** The latest trip of a guard counts. */
function noteTrip(serving: ServingState, event: Extract<RegistryEvent, { type: 'tripped' }>): void {
  const { version, segment, metric, action, at } = event;
  const others = (serving.trips ?? []).filter(
    (trip) => trip.version !== version || trip.segment !== segment || trip.metric !== metric,
  );
  serving.trips = [...others, { version, segment, metric, action, at, released: null }];
}

function withRelease(trip: Trip, { version, at, clock }: Extract<RegistryEvent, { type: 'released' }>): Trip {
  const isMeant = version === null || trip.version === version;
  return isMeant && trip.released === null ? { ...trip, released: clock ?? at } : trip;
}

function reasonAndTime({ reason, at }: RegistryEvent): Pick<Hold, 'reason' | 'at'> {
  return { reason: reason ?? '', at };
}

function promptIn(state: RegistryState, name: string): PromptState {
  const known = ownMember(state.prompts, name);
  if (known) return known;
  const added: PromptState = { versions: {}, onMain: null, environments: {} };
  state.prompts[name] = added;
  return added;
}

function versionIn(
  state: RegistryState,
  { prompt, version }: { prompt: string; version: Version },
): VersionState | undefined {
  return ownMember(promptIn(state, prompt).versions, version);
}

function servingOf(
  state: RegistryState,
  { prompt, environment }: Pick<ServingEvent, 'prompt' | 'environment'>,
): ServingState {
  const { environments } = promptIn(state, prompt);
  const known = ownMember(environments, environment);
  if (known) return known;
  const added: ServingState = { served: [], held: [] };
  environments[environment] = added;
  return added;
}

/** Whether a fact changes what an environment serves. */
export function changesServing(fact: Fact): fact is Extract<Fact, { serial: number }> {
  return 'serial' in fact;
}
