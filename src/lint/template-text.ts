import { textsWithRoles } from '../prompt/fill-in.ts';
import { placeOfSpot } from '../prompt/place.ts';
import { variablesOf } from '../prompt/variables.ts';
import { clip } from '../prose/text.ts';
import type { Draft, Rule, Subject } from './subject.ts';

/** What another template language would have done, and this prompt's sends to the model. */
export const templateTextRules: readonly Rule[] = [{ ids: ['template-sent-as-text'], find: sentAsText }];

/** A prompt with more of them is written in another language altogether. */
const MOST = 10;

/** Tags with more than a name: blocks, partials and comments of Handlebars, filters, indexes and calls of Jinja, a third brace. */
const NOT_A_NAME =
  /\{\{\{[ \t]{0,20}[A-Za-z_][\w.-]{0,200}[ \t]{0,20}\}\}\}|\{\{[ \t~-]{0,20}(?:[#/^>!&][^{}\n]{0,200}|else|[A-Za-z_][\w.-]{0,200}[ \t]{0,20}[|([][^{}\n]{0,200}|[A-Za-z_][\w.-]{0,200}(?:[ \t]{1,20}[\w"'.=+-][^{}\n]{0,200})|[A-Za-z_][\w.-]{0,200}[ \t]{0,20}[~-]|(?<=[~-][ \t]{0,20})[A-Za-z_][\w.-]{0,200})[ \t]{0,20}\}\}/g;
const JINJA_TAG = /\{%-?[ \t]{0,20}[a-z][^%{}\n]{0,200}%\}/g;
/** One pair of braces, as Python and LangChain write variables. */
const ONE_BRACE = /(?<![{$\\])\{([A-Za-z_]\w{0,100})\}(?!\})/g;
/** Written about, not written. */
const CODE = /`[^`\n]{0,300}`/g;

type Found = { text: string; offset: number; why: string };

function sentAsText({ prompt, suite }: Subject): Draft[] {
  if (prompt.program !== undefined) return [];
  const used = new Set(variablesOf(prompt).map(({ name }) => name));
  const given = new Set(suite.cases.flatMap(({ vars }) => Object.keys(vars)));
  const isUnused = (name: string) => given.has(name) && !used.has(name);
  const found = textsWithRoles(prompt).flatMap(({ text }) =>
    tagsIn(text.template, prompt.engine, isUnused).map((tag): Draft => {
      const spot = { path: null, offset: tag.offset, length: tag.text.length };
      return {
        id: 'template-sent-as-text',
        place: placeOfSpot(prompt, text, spot),
        message: `\`${clip(tag.text, 60)}\` is sent to the model as it stands: ${tag.why}`,
        remedy: remedyFor(prompt.format, tag.text),
      };
    }),
  );
  return found.slice(0, MOST);
}

function tagsIn(template: string, engine: string, isUnused: (name: string) => boolean): Found[] {
  const pattern = engine === 'substitution' ? NOT_A_NAME : engine === 'handlebars' ? JINJA_TAG : null;
  if (pattern === null) return [];
  const why =
    engine === 'substitution'
      ? "this prompt's format replaces `{{name}}`, and nothing else."
      : 'that is Jinja, and this prompt is written in Handlebars.';
  const code = [...template.matchAll(CODE)].map(
    ({ 0: { length }, index }) => [index, index + length] as const,
  );
  const isWritten = ({ offset }: Found) => !code.some(([start, end]) => start <= offset && offset < end);
  const tags = [...template.matchAll(pattern)].map(({ 0: text, index: offset }) => ({ text, offset, why }));
  const names = [...template.matchAll(ONE_BRACE)].flatMap(({ 0: text, 1: name = '', index: offset }) =>
    isUnused(name) ? [{ text, offset, why: `the variable is written {{${name}}} here.` }] : [],
  );
  return [...tags.filter(isWritten), ...names].toSorted((a, b) => a.offset - b.offset);
}

/** Formats that leave the choice of a template language to the file, or to the policy's entry. */
const CHOOSES: Readonly<Record<string, string>> = {
  text: 'Write it in Jinja, and declare `template: jinja` in the front matter or rename the file to .j2',
  chat: "Write it in Jinja, and choose `template: jinja` in the prompt's entry of the policy",
};

function remedyFor(format: string, tag: string): string {
  if (!tag.startsWith('{{') && !tag.startsWith('{%')) return 'Write two braces.';
  const choice = CHOOSES[format] ?? 'Have the application make this text, and give it as a variable';
  return `${choice}; if the braces are meant, put them in backticks or switch the finding off.`;
}
