import { z } from 'zod';
import { ConfigurationError, ConfigurationErrors, mistakesIn } from '../base/errors.ts';
import { isMapping, type Json, ownMember } from '../base/json.ts';
import { validate } from '../document/validate.ts';
import type { YamlDocument } from '../document/yaml.ts';
import type { Policy, PromptSource, SegmentPolicy } from '../domain/policy.ts';
import { segmentSchema } from './own-rules-schema.ts';
import { costSchema, gateSchema, latencySchema, smokeSchema } from './rules-schema.ts';

const RULES = ['gate', 'cost', 'latency', 'smoke'] as const;
const MAX_INCREASE = 'max-increase';

/**
 * The sources of a valid policy, each entry with what holds for its prompt, where it states rules of its own: its keys over
 * the policy's, key by key, and what neither states by the usual defaults.
 * @throws ConfigurationErrors: keys that do not go together, with the place of the entry's
 */
export function withOwnRules(sources: readonly PromptSource[], document: YamlDocument): PromptSource[] {
  const root = isMapping(document.value) ? document.value : {};
  const listed = Array.isArray(root.prompts) ? root.prompts : [];
  const errors: ConfigurationError[] = [];
  const found = sources.map((source, index) => {
    const own = listed[index];
    if (source.kind !== 'entry' || !isMapping(own)) return source;
    if (![...RULES, 'segments'].some((key) => Object.hasOwn(own, key))) return source;
    try {
      return { ...source, policy: policyOf(own, { root, index, document }) };
    } catch (error) {
      errors.push(...mistakesIn(error));
      return source;
    }
  });
  if (errors.length > 0) throw new ConfigurationErrors(errors);
  return found;
}

type Mapping = { [key: string]: Json };

function policyOf(
  own: Mapping,
  { root, index, document }: { root: Mapping; index: number; document: YamlDocument },
): Policy {
  const at = ['prompts', index];
  if (
    isMapping(own.gate) &&
    Object.hasOwn(own.gate, 'alpha') &&
    memberOf(root.gate, 'family') === 'pull-request'
  ) {
    throw new ConfigurationError(
      '`alpha` of an entry does not go with `gate.family: pull-request`, by which all prompts of a pull request have one.',
      {
        place: document.placeOfKey([...at, 'gate', 'alpha']),
        remedy: 'State it in `gate` of the policy only.',
      },
    );
  }
  const merged = Object.fromEntries(RULES.map((name) => [name, mergedRules(name, root[name], own[name])]));
  const rules = validate(
    z.strictObject({ gate: gateSchema, cost: costSchema, latency: latencySchema, smoke: smokeSchema }),
    {
      ...document,
      value: merged,
      placeOf: (keys) => document.placeOf([...at, ...keys]),
      placeOfKey: (keys) => document.placeOfKey([...at, ...keys]),
    },
  );
  if (!isMapping(own.segments)) return rules;
  const segments = Object.entries(own.segments).map(([name, stated]): [string, SegmentPolicy] => [
    name,
    segmentPolicy(stated, rules),
  ]);
  return { ...rules, segments: Object.fromEntries(segments) };
}

/** `stated` was found valid with the policy. */
function segmentPolicy(stated: Json, { gate }: Policy): SegmentPolicy {
  const { margin, 'min-effect': minEffect, ...own } = segmentSchema().parse(stated);
  return {
    margin: margin ?? gate.margin.segment,
    minEffect: minEffect ?? gate.minEffect,
    onInconclusive: own['on-inconclusive'] ?? gate.onInconclusive,
    minPassRate: own['min-pass-rate'] === undefined ? gate.minPassRate : own['min-pass-rate'],
    ...((own.cost || own.latency) && { limits: limitsOf(own) }),
  };
}

/** A limit that a segment does not state is off there, whatever the prompt's is. */
function limitsOf({
  cost = {},
  latency,
}: z.infer<ReturnType<typeof segmentSchema>>): SegmentPolicy['limits'] {
  const { 'max-token-increase': tokens = null, 'max-cost-increase': money = tokens } = cost;
  const { p50, p95 } = latencySchema.parse(latency ?? {});
  return { tokens, money, p50, p95 };
}

function memberOf(value: Json | undefined, key: string): Json | undefined {
  return isMapping(value) ? ownMember(value, key) : undefined;
}

function mergedRules(name: (typeof RULES)[number], policy: Json | undefined, own: Json | undefined): Mapping {
  const [general, stated] = [policy, own].map((rules) => (isMapping(rules) ? rules : {}));
  if (!general || !stated) return {};
  return name === 'latency' ? merged(spelledOut(general), spelledOut(stated)) : merged(general, stated);
}

/** `max-increase` by quantile, so that an entry may state one of both. */
function spelledOut(latency: Mapping): Mapping {
  const most = ownMember(latency, MAX_INCREASE);
  return most === undefined || isMapping(most) ? latency : { [MAX_INCREASE]: { p50: most, p95: most } };
}

function merged(general: Mapping, own: Mapping): Mapping {
  const result = { ...general };
  for (const [key, value] of Object.entries(own)) {
    const below = ownMember(general, key);
    result[key] = isMapping(value) && isMapping(below) ? merged(below, value) : value;
  }
  return result;
}
