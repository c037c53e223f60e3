import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileJinja } from '../../../src/prompt/template/jinja-compile.ts';
import { TemplateProblem } from '../../../src/prompt/template/template.ts';

const NO_INCLUDES = {};

function compile(text: string, includes: Record<string, { path: string; text: string }> = NO_INCLUDES) {
  return compileJinja({ text, path: 'prompts/support.md', includes });
}

function render(text: string, values: Parameters<ReturnType<typeof compile>['render']>[0] = {}): string {
  return compile(text).render(values);
}

function names(text: string): string[] {
  return compile(text).uses.map(({ name, required }) => (required ? name : `${name}?`));
}

function problem(work: () => unknown): TemplateProblem {
  try {
    work();
  } catch (error) {
    if (error instanceof TemplateProblem) return error;
    throw error;
  }
  throw new Error('there was no problem');
}

describe('what a Jinja template becomes', () => {
  it('fills in variables, takes branches and goes through lists', () => {
    const text =
      '{% if tier == "enterprise" %}SLA {{ sla }}h{% else %}Standard{% endif %}:{% for q in questions %} {{ loop.index }}. {{ q.text }}{% endfor %}';
    expect(
      render(text, { tier: 'enterprise', sla: 4, questions: [{ text: 'Why?' }, { text: 'When?' }] }),
    ).toBe('SLA 4h: 1. Why? 2. When?');
  });

  it('puts values in verbatim: what looks like a template in them stays text', () => {
    expect(render('{{ question }}', { question: '{{ secret }} {% raw %}' })).toBe('{{ secret }} {% raw %}');
  });

  it('keeps whitespace as Jinja does: as written, but for `-` and one newline at the end', () => {
    expect(render('a\n{% if x %}\n  b\n{% endif %}\nc\n\n', { x: true })).toBe('a\n\n  b\n\nc\n');
    expect(render('a {{- x -}} \n b', { x: 1 })).toBe('a1b');
    expect(render('a {# gone #}b{#- gone -#} c', {})).toBe('a bc');
  });

  it("writes JSON as nunjucks' `dump` does, with its white space", () => {
    const values = { x: { a: [1, 1.5, null, true], 'b"': 'ü\n', c: {} } };
    expect(render('{{ x | dump }}', values)).toBe(JSON.stringify(values.x));
    expect(render('{{ x | dump(2) }}', values)).toBe(JSON.stringify(values.x, null, 2));
    expect(render('{{ x.a[0] | dump }}{{ x.c | dump | dump }}', values)).toBe('1"{}"');
  });

  it('knows other names of filters, and promptfoo’s for JSON', () => {
    expect(render('{{ a | count }}{{ b | d("x") }}{{ a | dump }}', { a: [1, 2] })).toBe('2x[1,2]');
    expect(render('{{ (style | load).tone }}', { style: '{"tone": "calm"}' })).toBe('calm');
    expect(problem(() => render('{{ (style | load).tone }}', { style: 'calm' })).message).toContain(
      'is not JSON',
    );
  });

  it('leaves what is in a raw block alone', () => {
    const text = '{% raw %}{{ name }} {% if %}{% endraw %}{{ x }}';
    expect(names(text)).toEqual(['x']);
    expect(render(text, { x: 1 })).toBe('{{ name }} {% if %}1');
  });

  it('renders an included file with the same variables; what it sets stays in it', () => {
    const includes = {
      'prompts/policy.md': { path: 'prompts/policy.md', text: 'Be {{ mood }}.{% set mood = "sad" %}\n' },
    };
    const template = compile('{% include "policy.md" %} {{ mood }}', includes);
    expect(template.uses.map(({ name }) => name)).toEqual(['mood', 'mood']);
    expect(template.render({ mood: 'kind' })).toBe('Be kind. kind');
  });
});

describe('the variables a Jinja template takes', () => {
  it('finds them in branches not taken, and not what the template defines itself', () => {
    const text =
      '{% set greeting = "Hi " ~ name %}{% for item in items if item.ok %}{{ item.text }}{{ loop.index }}{% endfor %}' +
      '{% if false %}{{ hidden }}{% endif %}{% macro f(a, b=fallback) %}{{ a }}{{ b }}{{ free }}{% endmacro %}{{ f(x) }}{{ greeting }}';
    expect(names(text).sort()).toEqual(['fallback', 'free', 'hidden', 'items', 'name', 'x']);
  });

  it('knows the end of a loop’s and an include’s scope', () => {
    expect(names('{% for a in list %}{% endfor %}{{ a }}')).toEqual(['list', 'a']);
  });

  it('does not demand what the template provides for', () => {
    expect(names('{{ a | default("x") }}')).toEqual(['a?']);
    expect(names('{% if b is defined %}{{ b }}{% endif %}')).toEqual(['b?', 'b?']);
    expect(names('{{ c | default("x") }}{{ c }}')).toEqual(['c?', 'c']);
  });

  it('reports the place of each, to the character', () => {
    const text = 'Hello {{ user.name }},\n{% if tier %}{{ "tier" }}{{ tier }}{% endif %}';
    const spots = compile(text).uses.map(({ name, spot }) => [
      name,
      text.slice(spot.offset, spot.offset + spot.length),
    ]);
    expect(spots).toEqual([
      ['user', 'user'],
      ['tier', 'tier'],
      ['tier', 'tier'],
    ]);
    expect(compile(text).uses.at(-1)?.spot.offset).toBe(text.lastIndexOf('tier'));
  });
});

describe('mistakes in a Jinja template', () => {
  it.each([
    ['{{ name', '`{{` is never closed'],
    ['{% if x %}yes', '`{% if %}` is never closed by `{% endif %}`'],
    ['{% if x %}{% endfor %}', '`{% endfor %}` stands where `{% endif %}` should'],
    ['{% else %}', 'outside any'],
    ['{{ a + }}', '`{{ a + }}` is not Jinja'],
    ['{# never', 'comment is never closed'],
    ['{% extends "base" %}', 'does not have'],
    ['{% include name %}', 'does not have'],
    ['{{ name | uper }}', 'filter `uper`'],
    ['{% if x is defned %}{% endif %}', 'test `is defned`'],
  ])('tells what is wrong in %s', (text, told) => {
    expect(problem(() => compile(`line one\n${text}`)).message).toContain(told);
  });

  it('suggests the filter that was meant', () => {
    expect(problem(() => compile('{{ name | uper }}')).remedy).toContain('Did you mean "upper"?');
  });

  it('reports the tag that contains a mistake, in the middle of a template', () => {
    const text = 'one {{ a }}\n{% if b %}\n{{ c ! d }}\n{% endif %}';
    expect(problem(() => compile(text)).spot.offset).toBe(text.indexOf('{{ c'));
  });

  it('refuses to print what is not there, wherever it only shows with values', () => {
    const text = '{% for m in messages %}{{ m.role }}: {{ m.content }}{% endfor %}';
    const told = problem(() => render(text, { messages: [{ role: 'user' }] }));
    expect(told.message).toBe('`m.content` is undefined here.');
    expect(render('{% if user.name %}{{ user.name }}{% else %}you{% endif %}', { user: {} })).toBe('you');
    expect(render('{{ user.name | default("you") }}', { user: {} })).toBe('you');
  });
});

describe('a hostile Jinja template', () => {
  it.each([
    ['reaches for a constructor', '{{ x.constructor.constructor("return process")() }}'],
    ['reaches for a prototype', '{{ x.__proto__.toString }}'],
    [
      'loops in loops',
      '{% for a in range(90000) %}{% for b in range(90000) %}{{ b }}{% endfor %}{% endfor %}',
    ],
    ['makes a giant range', '{{ range(10000000000) | length }}'],
    [
      'doubles a text',
      '{% set n = namespace(s="xx") %}{% for i in range(60) %}{% set n.s = n.s ~ n.s %}{% endfor %}',
    ],
    [
      'doubles a list',
      '{% set n = namespace(s=[1]) %}{% for i in range(60) %}{% set n.s = n.s + n.s %}{% endfor %}',
    ],
    ['calls itself', '{% macro f(a) %}{{ f(a) }}{% endmacro %}{{ f(1) }}'],
    ['indents by a billion', '{{ "a\nb" | indent(1000000000) }}'],
    ['nests ten thousand deep', `{{ ${'['.repeat(10_000)}1${']'.repeat(10_000)} }}`],
    ['is one long tag of blanks', `{{ ${' '.repeat(500_000)} x }}`],
  ])('is stopped when it %s', (_, text) => {
    problem(() => render(text, { x: {} }));
  });

  it('is reported to take too long when shared parts grow without end', () => {
    const text =
      '{% set n = namespace(s=[1]) %}{% for i in range(60) %}{% set n.s = [n.s, n.s] %}{% endfor %}{{ n.s }}';
    expect(problem(() => render(text)).message).toMatch(/longer than|too large|too deep/);
  });

  it('never throws anything but a problem, for any text', () => {
    const tag = fc.constantFrom(
      '{{',
      '}}',
      '{%',
      '%}',
      '{#',
      '#}',
      ' if ',
      ' for ',
      ' in ',
      'endif',
      'endfor',
      'set',
    );
    const part = fc.oneof(
      tag,
      fc.constantFrom('x', '|', 'default', '(', ')', '"', "'", '.', '=', '-', '[', '{'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        try {
          render(parts.join(''), { x: 1 });
        } catch (error) {
          expect(error).toBeInstanceOf(TemplateProblem);
        }
      }),
      { numRuns: 200 },
    );
  });
});
