import type { Json } from '../base/json.ts';
import type { Assertion } from '../domain/suite.ts';

/** An assertion as a suite writes it. */
export type Instead = { type: string; value?: Json };

const LONGEST = 500;
/** RE2 counts no further. */
const MOST_REPEATS = 1000;
const TEXT = String.raw`"[^"\\\n]{1,200}"|'[^'\\\n]{1,200}'`;
const ARGUMENT = String.raw`(${TEXT}|context\.vars\.\w{1,100})`;
const CALLS = String.raw`((?:\.(?:toLowerCase|trim|toString)\(\)){0,4})`;
const HAS = new RegExp(String.raw`^(!?)\(?output${CALLS}\.(includes|startsWith|endsWith)\(${ARGUMENT}\)\)?$`);
const IS = new RegExp(`^output${CALLS} ?(===?|!==?) ?(${TEXT})$`);
const LENGTH =
  /^output(?:\.trim\(\))?(?:\.split\((?:" "|' '|\/\\s\+?\/g?)\))?\.length ?(<=?|>=?) ?(\d{1,6})$/;
const TEST = /^(!?)\/((?:[^/\\\n]|\\.){1,300})\/([a-z]{0,6})\.test\(output\)$/;
const MATCH = /^(!?)output\.(?:match|search)\(\/((?:[^/\\\n]|\\.){1,300})\/([a-z]{0,6})\)$/;
const FIELD = new RegExp(
  String.raw`^JSON\.parse\(output\)((?:\.\w{1,60}|\["[^"\\]{1,60}"\]){1,6}) ?===? ?(${TEXT}|-?\d{1,15}(?:\.\d{1,9})?|true|false|null)$`,
);

/**
 * The assertion that says the same as a `javascript` assertion's expression, for the few that many suites have; null
 * for any other. Nothing is run.
 */
export function insteadOfJavaScript(code: string): Instead | null {
  if (code.length > LONGEST) return null;
  const expression = code
    .trim()
    .replace(/^return\s{1,20}/, '')
    .replace(/;$/, '')
    .replace(/ {0,20}\? {0,20}(?:1|true) {0,20}: {0,20}(?:0|false)$/, '')
    .replace(/\s{1,50}/g, ' ')
    .trim();
  return ofSeveral(expression, '||') ?? ofSeveral(expression, '&&') ?? ofOne(expression);
}

/** Texts that are all looked for, or any of them. */
function ofSeveral(expression: string, operator: '||' | '&&'): Instead | null {
  const parts = expression.split(operator).map((part) => ofOne(part.trim()));
  const type = parts[0]?.type ?? '';
  if (parts.length < 2 || !/^(?:not-)?i?contains$/.test(type)) return null;
  if (parts.some((part) => part?.type !== type)) return null;
  const isNegated = type.startsWith('not-');
  // "Not any" says that none is there; that one of several is not there has no such form.
  if (isNegated && operator === '||') return null;
  const ending = operator === '||' || isNegated ? 'any' : 'all';
  return { type: `${type}-${ending}`, value: parts.map((part) => part?.value ?? null) };
}

function ofOne(expression: string): Instead | null {
  return ofText(expression) ?? ofLength(expression) ?? ofPattern(expression) ?? ofField(expression);
}

function ofText(expression: string): Instead | null {
  const has = HAS.exec(expression);
  if (has) {
    const [, not = '', calls = '', method = '', argument = ''] = has;
    const value = argumentOf(argument);
    const anyCase = calls.includes('toLowerCase');
    // A text with capitals is in no lower-cased answer.
    if (anyCase && value !== value.toLowerCase() && !value.startsWith('{{')) return null;
    if (method !== 'includes' && calls !== '') return null;
    const type = { includes: anyCase ? 'icontains' : 'contains', startsWith: 'starts-with' }[method];
    return { type: `${not ? 'not-' : ''}${type ?? 'ends-with'}`, value };
  }
  const is = IS.exec(expression);
  if (!is) return null;
  const [, calls = '', operator = '', text = ''] = is;
  const not = operator.startsWith('!') ? 'not-' : '';
  const value = argumentOf(text);
  if (calls === '') return { type: `${not}equals`, value };
  const flags = calls.includes('toLowerCase') ? '(?i)' : '';
  const space = calls.includes('trim') ? '\\s*' : '';
  return { type: `${not}regex`, value: `${flags}^${space}${escaped(value)}${space}$` };
}

function ofLength(expression: string): Instead | null {
  const match = LENGTH.exec(expression);
  if (!match) return null;
  const [, operator = '', digits = ''] = match;
  const bound = Number(digits) + (operator === '<' ? -1 : operator === '>' ? 1 : 0);
  const isMost = operator.startsWith('<');
  if (expression.includes('.split(')) {
    return { type: 'word-count', value: isMost ? { max: bound } : { min: bound } };
  }
  if (bound < 0 || bound > MOST_REPEATS) return null;
  return { type: 'regex', value: isMost ? `(?s)^.{0,${bound}}$` : `(?s)^.{${bound}}` };
}

function ofPattern(expression: string): Instead | null {
  const match = TEST.exec(expression) ?? MATCH.exec(expression);
  if (!match || expression.includes('.search(')) return null;
  const [, not = '', pattern = '', flags = ''] = match;
  const kept = [...flags].filter((flag) => 'ims'.includes(flag)).join('');
  return { type: `${not ? 'not-' : ''}regex`, value: `${kept ? `(?${kept})` : ''}${pattern}` };
}

function ofField(expression: string): Instead | null {
  if (/^(?:typeof )?JSON\.parse\(output\)(?: ?===? ?["']object["'])?$/.test(expression)) {
    return { type: 'is-json' };
  }
  const match = FIELD.exec(expression);
  if (!match) return null;
  const [, path = '', literal = ''] = match;
  const names = [...path.matchAll(/\.(\w+)|\["([^"]+)"\]/g)].map(
    ([, plain, quoted]) => plain ?? quoted ?? '',
  );
  const value: Json = /^["'`]/.test(literal) ? literal.slice(1, -1) : JSON.parse(literal);
  return {
    type: 'is-json',
    value: names.reduceRight<Json>(
      (inner, name) => ({ type: 'object', required: [name], properties: { [name]: inner } }),
      { const: value },
    ),
  };
}

function argumentOf(text: string): string {
  return text.startsWith('context.') ? `{{${text.slice('context.vars.'.length)}}}` : text.slice(1, -1);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** How the config that promptfoo starts everybody with prefers short answers. */
const ANY_LENGTH = /^\s{0,20}1 ?\/ ?\(output\.length ?\+ ?1\);?\s{0,20}$/;

/** What to write instead of a `javascript` assertion, where that is known: the very assertion that says the same. */
export function remedyForJavaScript({ value, negated }: Assertion): string | undefined {
  if (typeof value !== 'string' || negated) return undefined;
  if (ANY_LENGTH.test(value)) {
    return 'Leave it out: every answer passes it. `word-count` bounds how long an answer may be.';
  }
  if (value.startsWith('file://')) {
    const path = value
      .slice('file://'.length)
      .replace(/:\w{1,100}$/, '')
      .replace(/\.cjs$/, '.mjs');
    return `Make it an ES module, and write \`- { type: script, value: ${JSON.stringify(path)} }\` (docs/assertions.md says what it may do).`;
  }
  const instead = insteadOfJavaScript(value);
  if (instead === null) return undefined;
  const stated = instead.value === undefined ? '' : `, value: ${JSON.stringify(instead.value)}`;
  return `Write \`- { type: ${instead.type}${stated} }\` instead.`;
}
