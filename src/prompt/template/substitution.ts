import type { Json } from '../../base/json.ts';
import { MAX_TEXT } from './bounds.ts';
import type { TemplateEngine } from './engine.ts';
import {
  joinedForm,
  ownValue,
  type Template,
  TemplateProblem,
  type TemplateSource,
  type VariableUse,
  valueText,
} from './template.ts';

const PLACEHOLDER = /\{\{[ \t]{0,100}([A-Za-z_][\w.-]{0,200})[ \t]{0,100}\}\}/g;
/** Two braces and a name, with nothing after it that occurs only in other text in braces. */
const OPENED = /\{\{[ \t]{0,100}[A-Za-z_][\w.-]{0,200}(?=\s|\}|$)/g;
const LINE_OR_BRACES = /\{\{|\}\}|\n/g;
const JINJA_TAG = /\{%-?[ \t]{0,100}[a-z]+/;

/** A text and the variable whose value follows it; null at the end. */
export type Part = { text: string; use: VariableUse | null };

/**
 * `{{name}}` and nothing more, as in GitHub Models' prompt files: the value is inserted verbatim and never read again,
 * even if it contains braces. Other text in braces is unchanged, except a name that looks as if its braces were
 * forgotten.
 */
export const substitution: TemplateEngine = {
  isChoosable: true,
  computes: false,
  refusesStatements: true,
};

export function compileSubstitution({ text }: TemplateSource): Template {
  const tag = JINJA_TAG.exec(text);
  if (tag !== null) {
    throw new TemplateProblem(`\`${tag[0]}\` is Jinja, but this template only fills in \`{{name}}\`.`, {
      spot: { path: null, offset: tag.index, length: tag[0].length },
      remedy: 'In a .txt or .md prompt, declare `template: jinja` in the front matter.',
    });
  }
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    const [placeholder, name = ''] = match;
    const spot = { path: null, offset: match.index, length: placeholder.length };
    parts.push({ text: text.slice(end, match.index), use: { name, required: true, spot } });
    end = match.index + placeholder.length;
  }
  parts.push({ text: text.slice(end), use: null });
  refuseUnclosed(text);
  return templateOf(parts);
}

function refuseUnclosed(text: string): void {
  for (const { 0: opened, index } of text.matchAll(OPENED)) {
    LINE_OR_BRACES.lastIndex = index + opened.length;
    if (LINE_OR_BRACES.exec(text)?.[0] === '}}') continue;
    throw new TemplateProblem(`\`${opened}\` is never closed by \`}}\`.`, {
      spot: { path: null, offset: index, length: opened.length },
      remedy: 'Close it; where the braces mean themselves, have no name follow them.',
    });
  }
}

/** A template that puts values between texts and does nothing else. */
export function templateOf(parts: readonly Part[]): Template {
  return {
    uses: parts.flatMap(({ use }) => (use === null ? [] : [use])),
    form: () =>
      joinedForm(parts.flatMap(({ text, use }) => (use === null ? [text] : [text, { value: use.name }]))),
    render: (values) => joined(parts, values),
  };
}

function joined(parts: readonly Part[], values: Record<string, Json>): string {
  const pieces: string[] = [];
  let length = 0;
  for (const { text, use } of parts) {
    const given = use === null ? null : ownValue(values, use.name);
    if (use !== null && given === undefined) {
      throw new TemplateProblem(`\`${use.name}\` is undefined here.`, { spot: use.spot });
    }
    const value = valueText(given);
    pieces.push(text, value);
    length += text.length + value.length;
    if (length > MAX_TEXT) {
      throw new TemplateProblem(`The message is longer than ${MAX_TEXT} characters.`, {
        spot: { path: null, offset: 0, length: 0 },
      });
    }
  }
  return pieces.join('');
}
