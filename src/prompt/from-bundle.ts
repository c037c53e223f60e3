import type { Json } from '../base/json.ts';
import type { Bundle, BundleMessage, BundleToolCall, BundleVariable } from '../domain/bundle.ts';
import type { VariableDeclaration } from '../domain/policy.ts';
import type { Prompt, TemplateMessage, TemplateToolCall } from '../domain/prompt.ts';
import { markRoleLines } from './marks.ts';

/** Bundles have no places. */
const PLACE = { path: '' };

/** What `renderMessages` needs of a prompt, from a bundle alone. `loadEngine` of its engine has to come first. */
export function promptOfBundle(bundle: Bundle): Prompt {
  const { engine, messages, includes, model, parameters, variables } = bundle;
  const named = Object.entries(variables);
  return {
    path: PLACE.path,
    format: 'bundle',
    sha256: '',
    engine,
    keepsLineEnd: true,
    messages: messages.map(messageOf),
    model: `${model.provider}:${model.model}`,
    modelPlace: PLACE,
    parameters,
    variables: Object.fromEntries(named.map(([name, variable]) => [name, declarationOf(variable)])),
    defaults: Object.fromEntries(
      named.flatMap(([name, { default: value }]): [string, Json][] =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
    includes: Object.fromEntries(Object.entries(includes).map(([key, text]) => [key, { path: key, text }])),
    includesByName: true,
    source: '',
    embeddedSuite: null,
  };
}

function messageOf(message: BundleMessage): TemplateMessage {
  const { role, name, template, parts, splits, 'tool-calls': calls, 'tool-call-id': answered } = message;
  return {
    role,
    name,
    template: splits === 'role-lines' ? markRoleLines(template) : template,
    place: PLACE,
    splits,
    ...(parts !== undefined && { parts: parts.map((part) => ({ ...part, place: PLACE })) }),
    ...(calls !== undefined && { toolCalls: calls.map(callOf) }),
    ...(answered !== undefined && { answers: { id: answered, place: PLACE } }),
  };
}

function callOf({ id, name, arguments: given, text }: BundleToolCall): TemplateToolCall {
  return { id, name, arguments: text === undefined ? given : JSON.parse(text), source: text, place: PLACE };
}

function declarationOf({
  'max-length': maxLength,
  type,
  enum: values,
  pattern,
}: BundleVariable): VariableDeclaration {
  return { type, maxLength, enum: values, pattern };
}
