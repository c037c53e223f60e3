import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ConfigurationError, ConfigurationErrors } from '../../src/base/errors.ts';
import type { Json } from '../../src/base/json.ts';
import type { Bundle } from '../../src/domain/bundle.ts';
import { renderMessages } from '../../src/prompt/render.ts';
import { renderedForm } from '../../src/prompt/rendered-form.ts';
import { promptFromBytes, readBundle } from '../kit/bundles.ts';

/** Fragments of templates, each written in two ways. */
type Fragment = [one: string, other: string];

const JINJA: Fragment[] = [
  ...same('a', ' b ', '\n', '\n\n', '\t', '{#- two -#}', '{% raw %}{{ x }}{% endraw %}'),
  ...same('{%- raw -%} {# x #} {%- endraw -%}', '{{ x -}}', '{%- if y -%}', '{%- else %}', '{% endif -%}'),
  ['{# one #}', ''],
  ['{# three\n#}', '{##}'],
  ['{{ x }}', '{{x}}'],
  ['{{- x }}', '{{-x }}'],
  ['{{ y | upper }}', '{{y|upper}}'],
  ['{{ y|replace(\'a\', "b") }}', '{{ y | replace("a", \'b\') }}'],
  ['{% if y %}', '{%if y%}'],
  ['{% endif %}', '{%endif  %}'],
  ['{% include "part.md" %}', "{% include 'other.md' %}"],
];
const HANDLEBARS: Fragment[] = [
  ...same('a', ' b ', '\n', '\n\n', '{{~x}}', '{{x~}}', '{{~#if y~}}', '{{else}}', '{{~else~}}', '{{/if~}}'),
  ['{{!one}}', '{{!-- 1 --}}'],
  ['{{~! two ~}}', '{{~!-- 2 --~}}'],
  ['{{x}}', '{{ x }}'],
  ['{{#if y}}', '{{#if  y }}'],
  ['{{/if}}', '{{/if }}'],
  ['{{> part}}', '{{>other}}'],
];

function same(...texts: string[]): Fragment[] {
  return texts.map((text) => [text, text]);
}

const FILES = {
  ...{ 'part.md': 'P {{ x }}\n', 'other.md': '{# other #}P {{x}}\n' },
  ...{ '_part.prompt': 'P {{x}}\n', '_other.prompt': '{{! other }}P {{ x }}\n' },
};
const VALUES: Record<string, Json>[] = [
  { x: 'one', y: '' },
  { x: '{# two #}', y: 'a\n' },
  { x: ' {{ y }}\n', y: 'user:' },
];

/** A template, and the same written otherwise; in half of them, with another fragment at one place. */
const pairs = (fragments: readonly Fragment[]) =>
  fc
    .tuple(
      fc.array(fc.constantFrom(...fragments), { minLength: 1, maxLength: 6 }),
      fc.option(fc.tuple(fc.nat(5), fc.constantFrom(...fragments)), { freq: 1 }),
    )
    .map(([own, change]): [string, string] => {
      const changed = change === null ? own : own.with(change[0] % own.length, change[1]);
      return [own.map(([one]) => one).join(''), changed.map(([, other]) => other).join('')];
    });

/** Undefined for a text that is no template. */
async function bundleOf(path: string, text: string) {
  try {
    return await readBundle({ ...FILES, [path]: text }, path);
  } catch (error) {
    if (error instanceof ConfigurationError || error instanceof ConfigurationErrors) return undefined;
    throw error;
  }
}

const sent = (prompt: Parameters<typeof renderMessages>[0]) =>
  VALUES.map((values) => JSON.stringify(renderMessages(prompt, values)));

describe.each([
  ['Jinja', 'a.j2', JINJA],
  ['Jinja in a list of messages', 'a.yaml', JINJA],
  ['Handlebars', 'a.prompt', HANDLEBARS],
])('of any template in %s', (_, path, fragments) => {
  const fileOf = (text: string) =>
    path === 'a.yaml' ? `- { role: user, content: ${JSON.stringify(text)} }` : text;

  it('the bundle alone renders the same, and equal forms do', async () => {
    let equal = 0;
    await fc.assert(
      fc.asyncProperty(pairs(fragments), async ([text, changed]) => {
        const [one, other] = [await bundleOf(path, fileOf(text)), await bundleOf(path, fileOf(changed))];
        if (one) expect(sent(promptFromBytes(one.bundle))).toEqual(sent(one.prompt));
        if (!one || !other || text === changed || !isSameForm(one.bundle, other.bundle)) return;
        equal += 1;
        expect(sent(other.prompt)).toEqual(sent(one.prompt));
      }),
      { numRuns: 150 },
    );
    // Or the property would say nothing.
    expect(equal).toBeGreaterThan(5);
  });
});

function isSameForm(one: Bundle, other: Bundle): boolean {
  const [a, b] = [one, other].map((bundle) => JSON.stringify(renderedForm(bundle).messages));
  return a === b;
}

describe('the texts of a prompt without its variables', () => {
  const formOf = async (files: Record<string, string>, path: string) =>
    renderedForm((await readBundle(files, path)).bundle);

  test('are those of all branches and files', async () => {
    const files = {
      'a.j2': 'You{# x #} help.\n{% include "b.md" %} {% if x %}A{% else %}B{% endif %} end',
      'b.md': 'Be {{ x }} kind.',
    };
    expect(await formOf(files, 'a.j2')).toMatchObject({
      fixedText: 'You help.\nBe  kind. AB end',
      commonStart: 'You help.\nBe ',
    });
  });

  test('begin alike up to the first value of any message', async () => {
    const text =
      '- { role: system, content: You help. }\n- { role: user, content: "Hi {{ x }}!" }\n- { role: user, content: Bye }';
    expect(await formOf({ 'a.yaml': text }, 'a.yaml')).toMatchObject({
      fixedText: 'You help.\nHi !\nBye',
      commonStart: 'You help.\nHi ',
    });
  });

  test('have no marks of roles', async () => {
    expect(await formOf({ 'a.prompt': '{{role "system"}}Hi{{role "user"}}{{x}}' }, 'a.prompt')).toMatchObject(
      {
        fixedText: 'Hi',
        commonStart: 'Hi',
        lastRole: 'user',
      },
    );
  });

  test('without any variable are the whole prompt', async () => {
    const bundle: Bundle = (await readBundle({ 'a.md': 'system:\nHi\n\nuser:\nGo\n' }, 'a.md')).bundle;
    expect(renderedForm(bundle)).toMatchObject({
      fixedText: 'Hi\nGo',
      commonStart: 'Hi\nGo',
      lastRole: 'user',
    });
  });
});

test('files that include each other very often are read once', async () => {
  const depth = 12;
  const twice = (to: number) => `{% include "${to}.md" %}{% include "${to}.md" %}`;
  const files = Object.fromEntries(
    Array.from({ length: depth }, (_, index) => [
      `${index}.md`,
      index === depth - 1 ? 'Hi {{ x }}' : twice(index + 1),
    ]),
  );
  const { bundle } = await readBundle({ ...files, 'a.j2': `{% if x %}${twice(0)}{% endif %}` }, 'a.j2');
  expect(JSON.stringify(renderedForm(bundle).messages).length).toBeLessThan(1000);
  const changed = await readBundle(
    { ...files, '11.md': 'Ho {{ x }}', 'a.j2': `{% if x %}${twice(0)}{% endif %}` },
    'a.j2',
  );
  expect(isSameForm(bundle, changed.bundle)).toBe(false);
});
