import { describe, expect, it } from 'vitest';
import { compileFString } from '../../../src/prompt/template/f-string.ts';
import { compileSubstitution } from '../../../src/prompt/template/substitution.ts';

const source = (text: string) => ({ text, path: 'prompts/a.prompt.yml', includes: {} });

describe('plain substitution', () => {
  it('puts values in once, whatever braces they have', () => {
    const template = compileSubstitution(source('{{a}} and {{ b }}, not {{#if c}} or {"json": {}}'));
    expect(template.uses.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(template.render({ a: '{{b}}', b: '$&' })).toBe('{{b}} and $&, not {{#if c}} or {"json": {}}');
  });

  it('writes other values as JSON does, and nothing for null', () => {
    const template = compileSubstitution(source('{{a}}|{{b}}|{{c}}|{{d}}'));
    expect(template.render({ a: 3, b: false, c: ['x', 1], d: null })).toBe('3|false|["x",1]|');
  });

  it('refuses Jinja, which would otherwise be sent as it stands', () => {
    expect(() => compileSubstitution(source('{% if a %}x{% endif %}'))).toThrow('`{% if` is Jinja');
  });

  it.each(['Hi {{ oops', 'Hi {{ oops\nthere }}', '{{oops}, hi', '{{ oops {{a}}', '{{a}} {{oops and more'])(
    'refuses a variable that is never closed: %j',
    (text) => {
      expect(() => compileSubstitution(source(text))).toThrow(/^`\{\{ ?oops` is never closed by `\}\}`/);
    },
  );

  it.each([
    'int a[2][2] = {{x, y},\n{1, 2}};',
    '{{ a | upper }}',
    '{{{a}}}',
    '{{#if a',
    '{{"a": 1}',
    '{{a}}}',
  ])('leaves other text in braces as it is: %j', (text) => {
    expect(compileSubstitution(source(text)).render({ a: '{{a}}' })).toBe(text);
  });

  it('never looks at a prototype', () => {
    expect(() => compileSubstitution(source('{{constructor}}')).render({})).toThrow(
      '`constructor` is undefined',
    );
  });
});

describe('an f-string', () => {
  it('fills in names and halves doubled braces', () => {
    const template = compileFString(source('{name} says {{"a": {value}}}'));
    expect(template.uses.map(({ name }) => name)).toEqual(['name', 'value']);
    expect(template.render({ name: 'Ann', value: '{x}' })).toBe('Ann says {"a": {x}}');
  });

  it.each(['{a.b}', '{a!r}', '{a:.2f}', '{}', '{a', 'a}'])('refuses %s', (text) => {
    expect(() => compileFString(source(text))).toThrow(/plain name|no partner/);
  });
});
