import { canonicalJson } from '../base/canonical-json.ts';
import { ConfigurationError, type Place } from '../base/errors.ts';
import { defined, type Json } from '../base/json.ts';
import { isWellFormed } from '../base/well-formed.ts';
import type { Bundle, BundleMessage, BundleModel, BundleToolCall, BundleVariable } from '../domain/bundle.ts';
import type { VariableDeclaration } from '../domain/policy.ts';
import type { Prompt, TemplateMessage, TemplateToolCall } from '../domain/prompt.ts';
import { unmarkedRoleLines } from './marks.ts';
import { namedIncludes } from './named-includes.ts';
import { textsOf, withLeaves } from './tool-calls.ts';
import { variablesOf } from './variables.ts';

/**
 * What a model is asked by a prompt that was read, and nothing else: the content of a version. It does not depend on
 * where the prompt lies, on the order of keys, or on line ends; `promptOfBundle` renders the same messages from it.
 * @throws ConfigurationError for a template that its engine cannot read, and for a text that is not Unicode.
 */
export function bundleOf({ prompt, model }: { prompt: Prompt; model: BundleModel }): Bundle {
  const text = (template: string) => textOf(template, prompt);
  for (const { template, place } of prompt.messages.flatMap(textsOf)) {
    if (!template.isWellFormed()) throw halfOfPair(place);
  }
  const bundle: Bundle = {
    format: 1,
    engine: prompt.engine,
    messages: prompt.messages.map((message) => bundleMessage(message, text)),
    includes: mapValues(namedIncludes(prompt), text),
    model,
    parameters: defined<Json>({ ...prompt.parameters }),
    variables: variablesOfBundle(prompt),
  };
  if (!isWellFormed(bundle)) throw halfOfPair({ path: prompt.path });
  return bundle;
}

function halfOfPair(place: Place): ConfigurationError {
  return new ConfigurationError('A text here has half of a surrogate pair, which is no character.', {
    place,
    remedy: 'Look for `\\ud800` to `\\udfff`: write both halves, or the character itself.',
  });
}

/** A template with LF line ends, and without the last line end where its engine drops that. */
function textOf(template: string, { engine, keepsLineEnd }: Prompt): string {
  const text = template.replaceAll('\r\n', '\n');
  return engine === 'jinja' && !keepsLineEnd && text.endsWith('\n') ? text.slice(0, -1) : text;
}

function bundleMessage(message: TemplateMessage, text: (template: string) => string): BundleMessage {
  const { role, name, parts, splits, toolCalls, answers } = message;
  const template = text(splits === 'role-lines' ? unmarkedRoleLines(message.template) : message.template);
  return {
    role,
    template,
    ...(parts !== undefined && {
      parts: parts.map(({ kind, template: part, detail }) => ({
        ...{ kind, template: text(part) },
        ...(detail !== undefined && { detail }),
      })),
    }),
    ...(name !== undefined && { name }),
    ...(splits !== undefined && { splits }),
    ...(toolCalls !== undefined && { 'tool-calls': toolCalls.map((call) => bundleCall(call, text)) }),
    ...(answers !== undefined && { 'tool-call-id': answers.id }),
  };
}

function bundleCall(call: TemplateToolCall, text: (template: string) => string): BundleToolCall {
  const { id, name } = call;
  const given = typeof call.arguments === 'string' ? text(call.arguments) : withLeaves(call.arguments, text);
  const bare = { id, name, arguments: given };
  if (typeof given === 'string') return bare;
  const isAsWritten = JSON.stringify(given) === JSON.stringify(call.arguments);
  const sent = (isAsWritten ? call.source : undefined) ?? JSON.stringify(given);
  // What a reader of the canonical form would send.
  const canonical = JSON.stringify(JSON.parse(canonicalJson(given)));
  return sent === canonical ? bare : { ...bare, text: sent };
}

/** Every variable that the prompt uses or declares. */
function variablesOfBundle(prompt: Prompt): Record<string, BundleVariable> {
  const { variables, defaults = {} } = prompt;
  const used = new Map(variablesOf(prompt).map(({ name, required }) => [name, required]));
  const names = new Set([...used.keys(), ...Object.keys(variables), ...Object.keys(defaults)]);
  return Object.fromEntries(
    [...names].map((name) => [
      name,
      {
        ...boundsOf(Object.hasOwn(variables, name) ? variables[name] : undefined),
        required: used.get(name) ?? false,
        ...(Object.hasOwn(defaults, name) && { default: defaults[name] ?? null }),
      },
    ]),
  );
}

function boundsOf(declared: VariableDeclaration = {}): Omit<BundleVariable, 'required'> {
  const { type, maxLength, enum: values, pattern } = declared;
  return {
    ...(type !== undefined && { type }),
    ...(maxLength !== undefined && { 'max-length': maxLength }),
    ...(values !== undefined && { enum: values }),
    ...(pattern !== undefined && { pattern }),
  };
}

function mapValues(record: Record<string, string>, map: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([key, text]) => [key, map(text)]));
}
