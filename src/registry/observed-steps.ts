import { ownMember } from '../base/json.ts';
import { CALLS, type Observed, type ObservedPart } from '../domain/observation.ts';
import type { RegistryEvent } from '../domain/registry.ts';
import type { PromptState, RegistryState } from '../domain/registry-state.ts';
import { MAX_METRICS, MAX_SEGMENTS, MAX_WINDOWS, windowsIn } from './windows.ts';

/** How far in the future an observation may lie: clocks of applications differ. */
const CLOCK_SKEW_MS = 3_600_000;

/** Why a run of `observe` may not follow this state, as sentences; none where it may. */
export function observedProblems(state: RegistryState, event: Extract<RegistryEvent, Observed>): string[] {
  let windows = 0;
  const problems: string[] = [];
  for (const [name, parts] of Object.entries(event.prompts)) {
    const prompt = ownMember(state.prompts, name);
    if (!prompt) {
      problems.push(`${name} has no registered version, so it cannot be observed.`);
      continue;
    }
    for (const [environment, part] of Object.entries(parts)) {
      windows += windowsIn(part.windows, { prompt: name, environment }).length;
      problems.push(...partProblems({ name, prompt, environment, part }, event.at));
    }
  }
  if (windows > MAX_WINDOWS) problems.push(`it has ${windows} windows, and at most ${MAX_WINDOWS} may be.`);
  return problems;
}

function partProblems(
  {
    name,
    prompt,
    environment,
    part,
  }: { name: string; prompt: PromptState; environment: string; part: ObservedPart },
  at: string,
): string[] {
  const problems: string[] = [];
  const served = ownMember(prompt.environments, environment)?.served ?? [];
  if (served.length === 0) problems.push(`${name} never served in ${environment}, so it cannot be observed.`);
  const { from, through } = part;
  if (from > through || Date.parse(through) > Date.parse(at) + CLOCK_SKEW_MS) {
    problems.push(`the observations of ${name} lie in no time that was before: ${from} to ${through}.`);
  }
  const all = windowsIn(part.windows, { prompt: name, environment });
  const outside = all.find(({ day }) => day < from.slice(0, 10) || day > through.slice(0, 10));
  if (outside) problems.push(`${name} has a window of ${outside.day}, which is not in its time.`);
  const versions = new Set(all.map(({ version }) => version));
  for (const version of versions) {
    if (!Object.hasOwn(prompt.versions, version)) {
      problems.push(`${name} ${version} is not registered, so it cannot be observed.`);
    }
  }
  const declared = new Set(all.map(({ segment }) => segment).filter((segment) => segment !== '*'));
  const metrics = new Set(all.map(({ metric }) => metric).filter((metric) => metric !== CALLS));
  if (declared.size > MAX_SEGMENTS)
    problems.push(`${name} has ${declared.size} segments, and at most ${MAX_SEGMENTS} may be.`);
  if (metrics.size > MAX_METRICS)
    problems.push(`${name} has ${metrics.size} metrics, and at most ${MAX_METRICS} may be.`);
  return problems;
}
