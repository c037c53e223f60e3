import type { Config, Policy, PromptEntry } from '../domain/policy.ts';
import { policyOfEntry, policyOfSegment } from '../domain/policy-of.ts';
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
  return [...ofAll.map((rule) => ({ prompt: null, segment: null, ...rule })), ...ofPrompts];
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
