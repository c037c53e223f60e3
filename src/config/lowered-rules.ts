import { isDeepStrictEqual as isSame } from 'node:util';
import type { Metric } from '../domain/observation.ts';
import type { Config, Policy, PromptEntry } from '../domain/policy.ts';
import { policyOfEntry, policyOfSegment } from '../domain/policy-of.ts';
import type { RegistryPolicy } from '../domain/registry-policy.ts';
import { counted } from '../prose/numbers.ts';
import { ENVIRONMENT_SETTINGS, PINNED } from './registry-settings.ts';
import { letsMorePass, SEGMENT_SETTINGS, SETTINGS, type Setting } from './settings.ts';

/** A rule that lets more pass than it did, of all prompts, of one, or of a segment of it; values as written in a policy. */
export type LoweredRule = {
  prompt: string | null;
  segment: string | null;
  key: string;
  from: string;
  to: string;
};

type Rule = Pick<LoweredRule, 'key' | 'from' | 'to'>;

/**
 * The rules by which prompts are held to less after a change of the policy: of all prompts, and of those with rules of
 * their own before or after it, what is not the same for all.
 */
export function loweredRules(before: Config, after: Config): LoweredRule[] {
  const ofAll = lowered(SETTINGS, before, after);
  const paths = new Set([...entriesOf(before), ...entriesOf(after)].map(({ path }) => path));
  const ofPrompts = [...paths].flatMap((prompt): LoweredRule[] => {
    const [former, now] = [before, after].map((config) =>
      policyOfEntry(
        config,
        entriesOf(config).find(({ path }) => path === prompt),
      ),
    );
    if (!former || !now) return [];
    const own = without(lowered(SETTINGS, former, now), ofAll);
    const known = [...ofAll, ...own];
    return [
      ...own.map((rule) => ({ prompt, segment: null, ...rule })),
      ...ofSegments(former, now, known).map((rule) => ({ prompt, ...rule })),
    ];
  });
  const general = [...ofAll, ...loweredRegistry(before, after)];
  return [...general.map((rule) => ({ prompt: null, segment: null, ...rule })), ...ofPrompts];
}

function entriesOf({ prompts }: Config): PromptEntry[] {
  return prompts.filter(
    (source): source is PromptEntry => source.kind === 'entry' && source.policy !== undefined,
  );
}

function ofSegments(before: Policy, after: Policy, known: readonly Rule[]): Omit<LoweredRule, 'prompt'>[] {
  const names = new Set([before, after].flatMap(({ segments = {} }) => Object.keys(segments)));
  return [...names].flatMap((segment) => {
    const [former, now] = [before, after].map((policy) => policyOfSegment(policy, segment));
    if (!former || !now) return [];
    const general = SEGMENT_SETTINGS.flatMap(({ key, instead }) =>
      known.filter((rule) => rule.key === instead).map((rule) => ({ ...rule, key })),
    );
    return without(lowered(SEGMENT_SETTINGS, former, now), general).map((rule) => ({ segment, ...rule }));
  });
}

/** Of what holds versions before and while they serve. */
function loweredRegistry(before: Config, after: Config): Rule[] {
  const [former, now] = [before.registry, after.registry];
  const pinned = lowered(PINNED, before, after);
  if (former === null || now === null) return pinned;
  const environments = former.environments.flatMap((own) => {
    const same = now.environments.find(({ name }) => name === own.name);
    const rules = same ? lowered(ENVIRONMENT_SETTINGS, own, same) : [];
    return rules.map((rule) => ({ ...rule, key: `registry.environments.${own.name}.${rule.key}` }));
  });
  return [...pinned, ...environments, ...loweredSigning(former, now), ...otherMetrics(former, now)];
}

/** A key more may sign what counts; without keys, nothing has to be signed. */
function loweredSigning({ signing: before }: RegistryPolicy, { signing: after }: RegistryPolicy): Rule[] {
  if (before === null) return [];
  const keys = (of: readonly string[]) => counted(of.length, 'key');
  return (['promotion', 'pointer'] as const).flatMap((role) => {
    const key = `registry.signing.${role}`;
    if (after === null) return { key, from: keys(before[role]), to: 'off' };
    const isMore = after[role].some((one) => !before[role].includes(one));
    return isMore ? { key, from: keys(before[role]), to: `${keys(after[role])}, with new ones` } : [];
  });
}

/** Metrics that are counted otherwise: what made a guard trip need not any more. */
function otherMetrics({ metrics: before }: RegistryPolicy, { metrics: after }: RegistryPolicy): Rule[] {
  return (before ?? []).flatMap((metric) => {
    const same = after?.find(({ name }) => name === metric.name);
    const key = `registry.metrics.${metric.name}`;
    if (isSame(metric, same)) return [];
    return { key, from: metricText(metric), to: same ? metricText(same) : 'not declared' };
  });
}

function metricText(metric: Metric): string {
  const bounds = metric.kind === 'score' ? ` from ${metric.from} to ${metric.to}` : '';
  return `${metric.kind}${bounds}${metric.judged ? ', judged' : ''}, better ${metric.better}`;
}

function lowered<Of>(settings: readonly Setting<Of>[], before: Of, after: Of): Rule[] {
  return settings
    .filter((setting) => letsMorePass(setting, before, after))
    .map(({ key, read, written }) => ({
      key,
      from: written(read(before)),
      to: written(read(after)),
    }));
}

function without(rules: readonly Rule[], others: readonly Rule[]): Rule[] {
  return rules.filter(
    ({ key, from, to }) => !others.some((one) => one.key === key && one.from === from && one.to === to),
  );
}
