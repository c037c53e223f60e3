import type { Json } from '../base/json.ts';
import type { Bundle } from '../domain/bundle.ts';
import type { Role } from '../domain/message.ts';
import type { VersionPart } from '../domain/registry.ts';
import { outputReasons, toolReasons } from './contract.ts';
import { isSame, type RaiseReason } from './reason.ts';
import { variableReasons } from './variables.ts';

/** A bundle, and what it renders as `prompt/rendered-form.ts` finds it out. */
export type RenderedBundle = {
  bundle: Bundle;
  rendered: {
    /** Bundles with equal values here render equal messages, whatever the variables' values. */
    messages: Json;
    /** Null: the variables' values decide. */
    lastRole: Role | null;
  };
};

/** The part of the version that a change raises, and why: the gravest reasons first. */
export type Raise = { part: VersionPart; because: string[] };

const GRAVEST_FIRST: readonly VersionPart[] = ['major', 'minor', 'patch'];

/** Parameters that callers read the answer by. */
const CONTRACT = ['responseFormat', 'tools'];

/**
 * Which part of the version a change of a bundle raises; null where the digest stays the same. Major: callers must
 * change. Minor: behaviour may change. Patch: neither can, though the content is not the same.
 */
export function raiseBetween(before: RenderedBundle, after: RenderedBundle): Raise | null {
  if (isSame(before.bundle, after.bundle)) return null;
  const reasons = [
    ...variableReasons(before.bundle.variables, after.bundle.variables),
    ...lastRoleReasons(before, after),
    ...outputReasons(before.bundle.parameters, after.bundle.parameters),
    ...toolReasons(before.bundle.parameters, after.bundle.parameters),
    ...modelReasons(before.bundle, after.bundle),
    ...parameterReasons(before.bundle, after.bundle),
    ...textReasons(before, after),
  ];
  const part = GRAVEST_FIRST.find((each) => reasons.some((reason) => reason.part === each)) ?? 'patch';
  const because = GRAVEST_FIRST.flatMap((each) => reasons.filter((reason) => reason.part === each));
  return { part, because: because.map(({ words }) => words) };
}

function lastRoleReasons(
  { rendered: before }: RenderedBundle,
  { rendered: after }: RenderedBundle,
): RaiseReason[] {
  return before.lastRole === after.lastRole
    ? []
    : [{ part: 'major', words: 'role of the last message changed' }];
}

function modelReasons({ model: before }: Bundle, { model: after }: Bundle): RaiseReason[] {
  const { provider, model, api, 'base-url': url } = before;
  const isOther = after.provider !== provider || after.model !== model;
  const words = [
    ...(isOther ? ['model changed'] : []),
    // Another provider has other APIs.
    ...(after.api !== api && after.provider === provider ? ['API changed'] : []),
    ...(after['base-url'] !== url ? ['base URL changed'] : []),
  ];
  return words.map((each) => ({ part: 'minor', words: each }));
}

function parameterReasons({ parameters: before }: Bundle, { parameters: after }: Bundle): RaiseReason[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const changed = names.filter((name) => !CONTRACT.includes(name) && !isSame(before[name], after[name]));
  return changed.length === 0 ? [] : [{ part: 'minor', words: `parameters changed: ${changed.join(', ')}` }];
}

function textReasons(before: RenderedBundle, after: RenderedBundle): RaiseReason[] {
  if (!isSame(before.rendered.messages, after.rendered.messages)) {
    const more = after.bundle.messages.length - before.bundle.messages.length;
    if (more > 0) return [{ part: 'minor', words: 'messages added' }];
    return [{ part: 'minor', words: more < 0 ? 'messages removed' : 'text changed' }];
  }
  const written = ({ bundle: { engine, messages, includes } }: RenderedBundle): Json => [
    engine,
    messages,
    includes,
  ];
  return isSame(written(before), written(after))
    ? []
    : [{ part: 'patch', words: 'templates written otherwise' }];
}
