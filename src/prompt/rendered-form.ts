import type { Json } from '../base/json.ts';
import type { Bundle } from '../domain/bundle.ts';
import type { Prompt, Role, TemplateMessage, TemplateToolCall } from '../domain/prompt.ts';
import { promptOfBundle } from './from-bundle.ts';
import { templatesOf } from './render.ts';
import { roleOf } from './roles.ts';
import { lastRoleOfLines, lastRoleOfMarks } from './split.ts';
import { loadEngine } from './template/engines.ts';
import type { TemplateForm } from './template/template.ts';
import { withLeaves } from './tool-messages.ts';

/** What a bundle renders, however its templates are written. */
export type RenderedForm = {
  /** Bundles with equal values here render equal messages, whatever the variables' values. */
  messages: Json;
  /** Null: the variables' values decide. */
  lastRole: Role | null;
  /** The literal texts of the messages, one a message, all branches included. */
  fixedText: string;
  /** The literal text before the first value or branch. */
  commonStart: string;
};

/** Reads the templates of a bundle. Throws ConfigurationError for a template that its engine cannot read. */
export async function renderedForm(bundle: Bundle): Promise<RenderedForm> {
  await loadEngine(bundle.engine);
  const prompt = promptOfBundle(bundle);
  const texts = templatesOf(prompt).map(({ template }) => template.form());
  const forms = texts.values();
  const next = (): TemplateForm => forms.next().value ?? [];
  const contents: TemplateForm[] = [];
  const messages = prompt.messages.map((message) => {
    const content = next();
    contents.push(content);
    return messageForm(message, content, next);
  });
  const starts = texts.map(literalStart);
  const firstOpen = starts.findIndex(({ isWhole }) => !isWhole);
  const common = firstOpen === -1 ? starts : starts.slice(0, firstOpen + 1);
  return {
    messages,
    lastRole: lastRoleOf(prompt, contents),
    fixedText: texts.map((form) => flattened(form, '')).join('\n'),
    commonStart: common.map(({ text }) => text).join('\n'),
  };
}

function messageForm(
  { role, name, splits, toolCalls = [], answers }: TemplateMessage,
  content: TemplateForm,
  next: () => TemplateForm,
): Json {
  return [
    ...[splits === undefined ? role : null, name ?? null, splits ?? null, content],
    toolCalls.map((call) => callForm(call, next)),
    answers?.id ?? null,
  ];
}

function callForm({ id, name, arguments: given, source }: TemplateToolCall, next: () => TemplateForm): Json {
  // The texts in a call's arguments are templates too; the others are sent in their order.
  const leaves: TemplateForm[] = [];
  const frame = withLeaves(given, () => {
    leaves.push(next());
    return '';
  });
  const isLiteral = typeof given !== 'string' && leaves.flat().every((piece) => typeof piece === 'string');
  return [id, name, isLiteral ? (source ?? null) : null, JSON.stringify(frame), leaves];
}

/** The text of a form with one text for each value and each piece of code. */
function flattened(form: TemplateForm, placeholder: string): string {
  return form
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      if ('value' in piece) return placeholder;
      if (placeholder !== '' && piece.mark !== undefined) return piece.mark;
      return piece.inside?.map((inner) => flattened(inner, placeholder)).join('') ?? placeholder;
    })
    .join('');
}

function literalStart(form: TemplateForm): { text: string; isWhole: boolean } {
  let text = '';
  for (const piece of form) {
    if (typeof piece === 'string') text += piece;
    else if ('code' in piece && piece.mark !== undefined) continue;
    else if ('code' in piece && piece.code === 'include' && piece.inside?.[0]) {
      const start = literalStart(piece.inside[0]);
      text += start.text;
      if (!start.isWhole) return { text, isWhole: false };
    } else return { text, isWhole: false };
  }
  return { text, isWhole: true };
}

/** Stands for a value where only the roles of messages are looked for. */
const ANY_VALUE = 'x';

function lastRoleOf({ messages }: Prompt, contents: readonly TemplateForm[]): Role | null {
  const last = messages.at(-1);
  if (last === undefined) return null;
  const text = flattened(contents.at(-1) ?? [], ANY_VALUE);
  switch (last.splits) {
    case 'role-marks':
      return lastRoleOfMarks(text);
    case 'role-lines':
      return lastRoleOfLines(text);
    case 'json': {
      const stated = [...text.matchAll(/"role"\s{0,100}:\s{0,100}"(\w{1,40})"/g)].at(-1)?.[1];
      return roleOf(stated ?? '') ?? null;
    }
    default:
      return last.role;
  }
}
