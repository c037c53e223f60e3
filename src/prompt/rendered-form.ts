import { digestOf } from '../base/digest.ts';
import type { Json } from '../base/json.ts';
import type { Bundle } from '../domain/bundle.ts';
import type { Role } from '../domain/message.ts';
import type { Prompt, TemplateMessage, TemplateToolCall } from '../domain/prompt.ts';
import { templatesOf } from './fill-in.ts';
import { promptOfBundle } from './from-bundle.ts';
import { roleOf } from './roles.ts';
import { lastRoleOfLines, lastRoleOfMarks } from './split.ts';
import { MAX_TEXT } from './template/bounds.ts';
import type { FormPiece, TemplateForm } from './template/template.ts';
import { withLeaves } from './tool-calls.ts';

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

/**
 * Reads the templates of a bundle; its engine has to be loaded. Throws ConfigurationError for a template that its engine
 * cannot read.
 */
export function renderedForm(bundle: Bundle): RenderedForm {
  const prompt = promptOfBundle(bundle);
  const texts = templatesOf(prompt).map(({ template }) => template.form());
  const forms = texts.values();
  const next = (): TemplateForm => forms.next().value ?? [];
  const contents: TemplateForm[] = [];
  const comparable = comparableForms();
  const messages = prompt.messages.map((message) => {
    const parts = message.parts?.map(({ kind, detail }) => ({ kind, detail, form: next() }));
    const content = parts?.flatMap(({ form }) => form) ?? next();
    contents.push(content);
    return [
      ...messageForm(message, comparable(content), () => comparable(next())),
      ...(parts?.map(({ kind, detail, form }) => [kind, detail ?? null, comparable(form)]) ?? []),
    ];
  });
  const starts = literalStarts();
  const firstOpen = texts.findIndex((form) => !starts(form).isWhole);
  const common = firstOpen === -1 ? texts : texts.slice(0, firstOpen + 1);
  return {
    messages,
    lastRole: lastRoleOf(prompt, contents),
    fixedText: texts.map(flattening('')).join('\n'),
    commonStart: common.map((form) => starts(form).text).join('\n'),
  };
}

function messageForm(
  { role, name, splits, toolCalls = [], answers }: TemplateMessage,
  content: ComparableForm,
  next: () => ComparableForm,
): Json[] {
  return [
    ...[splits === undefined ? role : null, name ?? null, splits ?? null, content],
    toolCalls.map((call) => callForm(call, next)),
    answers?.id ?? null,
  ];
}

function callForm(
  { id, name, arguments: given, source }: TemplateToolCall,
  next: () => ComparableForm,
): Json {
  // The texts in a call's arguments are templates too; the others are sent in their order.
  const leaves: ComparableForm[] = [];
  const frame = withLeaves(given, () => {
    leaves.push(next());
    return '';
  });
  const isLiteral = typeof given !== 'string' && leaves.flat().every((piece) => typeof piece === 'string');
  return [id, name, isLiteral ? (source ?? null) : null, JSON.stringify(frame), leaves];
}

/** A form in which the forms inside are given by their digests: files may include each other very often. */
type ComparableForm = Json[];

function comparableForms(): (form: TemplateForm) => ComparableForm {
  const digests = new Map<TemplateForm, string>();
  const comparable = (form: TemplateForm): ComparableForm =>
    form.map((piece) => {
      if (typeof piece === 'string' || 'value' in piece || piece.inside === undefined) return piece;
      return { ...piece, inside: piece.inside.map(digest) };
    });
  const digest = (form: TemplateForm): string => {
    const known = digests.get(form) ?? digestOf(comparable(form));
    digests.set(form, known);
    return known;
  };
  return comparable;
}

/** The text of forms with one text for each value and each piece of code. */
function flattening(placeholder: string): (form: TemplateForm) => string {
  const known = new Map<TemplateForm, string>();
  const pieceText = (piece: FormPiece): string => {
    if (typeof piece === 'string') return piece;
    if ('value' in piece) return placeholder;
    if (placeholder !== '' && piece.mark !== undefined) return piece.mark;
    return piece.inside?.map(flattened).join('') ?? placeholder;
  };
  const flattened = (form: TemplateForm): string => {
    const text = known.get(form) ?? joined(form.map(pieceText));
    known.set(form, text);
    return text;
  };
  return flattened;
}

type LiteralStart = { text: string; isWhole: boolean };

function literalStarts(): (form: TemplateForm) => LiteralStart {
  const known = new Map<TemplateForm, LiteralStart>();
  const read = (form: TemplateForm): LiteralStart => {
    const texts: string[] = [];
    for (const piece of form) {
      if (typeof piece === 'string') texts.push(piece);
      else if ('value' in piece) return { text: joined(texts), isWhole: false };
      else if (piece.mark === undefined) {
        const [included] = piece.code === 'include' ? (piece.inside ?? []) : [];
        const start = included && startOf(included);
        texts.push(start?.text ?? '');
        if (!start?.isWhole) return { text: joined(texts), isWhole: false };
      }
    }
    return { text: joined(texts), isWhole: true };
  };
  const startOf = (form: TemplateForm): LiteralStart => {
    const start = known.get(form) ?? read(form);
    known.set(form, start);
    return start;
  };
  return startOf;
}

/** No longer than a template's text may be. */
function joined(texts: readonly string[]): string {
  let text = '';
  for (const each of texts) {
    text += each;
    if (text.length > MAX_TEXT) return text.slice(0, MAX_TEXT);
  }
  return text;
}

/** Stands for a value where only the roles of messages are looked for. */
const ANY_VALUE = 'x';

function lastRoleOf({ messages }: Prompt, contents: readonly TemplateForm[]): Role | null {
  const last = messages.at(-1);
  if (last === undefined) return null;
  const text = flattening(ANY_VALUE)(contents.at(-1) ?? []);
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
