import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  derivedName,
  isPromptName,
  type Nameable,
  nameOfPrompt,
  namePrompts,
} from '../../src/registry/names.ts';

const file = (path: string, name?: string): Nameable => ({
  path,
  entry: name === undefined ? null : { name, place: { path: 'policy.yml', line: 3 } },
  label: null,
  oneOf: null,
});
const listed = (
  number: number,
  label: string | null,
  place = { path: 'promptfooconfig.yaml', line: 2 + number },
): Nameable => ({
  path: 'promptfooconfig.yaml',
  entry: null,
  label,
  oneOf: { place, number },
});
const mistakes = (...prompts: Nameable[]) => namePrompts(prompts).mistakes.map(({ message }) => message);

describe('the name of a prompt', () => {
  it.each([
    ['prompts/support.prompt.yml', 'support'],
    ['Support.Prompt.YAML', 'support'],
    ['prompts/triage.prompt', 'triage'],
    ['a/weather.prompty', 'weather'],
    ['system.md.j2', 'system'],
    ['reply.en.md', 'reply.en'],
    ['extract.json', 'extract'],
    ['promptfooconfig.yaml', 'promptfooconfig'],
    ['Über uns & (alt).txt', 'ber-uns-alt'],
    ['__init__.md', 'init'],
    [`${'x'.repeat(70)}.md`, 'x'.repeat(64)],
    [`${'x'.repeat(63)}-y.md`, 'x'.repeat(63)],
    ['.prompt', 'prompt'],
    ['skills/release-notes/SKILL.md', 'release-notes'],
    ['SKILL.md', 'skill'],
  ])('of the file %s is %s', (path, name) => {
    expect(nameOfPrompt(file(path))).toBe(name);
  });

  it("is the policy's where that states one", () => {
    expect(nameOfPrompt(file('a/support.md', 'helper'))).toBe('helper');
  });

  it('is the label of one in a promptfoo config', () => {
    expect(nameOfPrompt(listed(1, 'Short & friendly (v2)'))).toBe('short-friendly-v2');
    expect(nameOfPrompt({ ...file('promptfooconfig.yaml'), label: 'support' })).toBe('support');
    expect(nameOfPrompt(listed(2, null))).toBeNull();
  });

  it('is always one that can be asked for, whatever it is made of', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('A', 'b', '7', '-', '.', '_', ' ', 'é', '提', '😂'),
          maxLength: 100,
        }),
        (text) => {
          const name = derivedName(text);
          expect(name === null || isPromptName(name)).toBe(true);
          if (name !== null) expect(derivedName(name)).toBe(name);
        },
      ),
    );
  });

  it.each(['', 'A', '-a', '.a', 'a b', 'ä', 'a/b', 'a'.repeat(65), 'a\n'])('cannot be "%s"', (text) => {
    expect(isPromptName(text)).toBe(false);
  });
});

describe('the names of a repository', () => {
  test('in order, without mistakes', () => {
    const prompts = [file('a.md'), listed(1, 'b'), file('x/a.md', 'c')];
    expect(namePrompts(prompts)).toEqual({ names: ['a', 'b', 'c'], mistakes: [] });
  });

  test('a name that two files have, with what to write', () => {
    expect(
      mistakes(file('eu/support.md'), file('us/support.md'), file('us-support.md'), file('b/us/support.md')),
    ).toEqual([
      'us/support.md:1: Two prompts are called "support", this one and eu/support.md, and the registry keeps prompts by their names. Name it in the policy: `- { path: us/support.md, name: support-2 }` under `prompts:`.',
      'b/us/support.md:1: Two prompts are called "support", this one and eu/support.md, and the registry keeps prompts by their names. Name it in the policy: `- { path: b/us/support.md, name: b-us-support }` under `prompts:`.',
    ]);
  });

  test('a name of the policy that a file has too is reported in the policy', () => {
    expect(mistakes(file('support.md'), file('b.md', 'support'))[0]).toMatch(
      /^policy\.yml:3: Two prompts are called "support", this one and support\.md, .*name: b }/,
    );
  });

  test('prompts of a config without labels, or with one', () => {
    expect(
      mistakes(
        listed(1, null, { path: 'prompts/short.txt', line: 1 }),
        listed(2, null),
        listed(3, 'a'),
        listed(4, 'A'),
      ),
    ).toEqual([
      'prompts/short.txt:1: This prompt is one of several in its file and has no label, and the registry keeps prompts by their names. Give it a label of its own: `label: short`, which becomes its name.',
      'promptfooconfig.yaml:4: This prompt is one of several in its file and has no label, and the registry keeps prompts by their names. Give it a label of its own: `label: promptfooconfig-2`, which becomes its name.',
      'promptfooconfig.yaml:6: Two prompts are called "a", this one and line 5, and the registry keeps prompts by their names. Give it a label of its own: `label: promptfooconfig-4`, which becomes its name.',
    ]);
  });

  test('a file whose name has nothing to make a name of', () => {
    expect(mistakes(file('prompts/提示.md'))).toEqual([
      'prompts/提示.md:1: No name can be made of "提示", and the registry keeps prompts by their names. Name it in the policy: `- { path: prompts/提示.md, name: prompts }` under `prompts:`.',
    ]);
  });

  test("a policy's name for a file of several prompts, once", () => {
    const entry = { name: 'support', place: { path: 'policy.yml', line: 3 } };
    expect(mistakes({ ...listed(1, 'a'), entry }, { ...listed(2, 'b'), entry })).toEqual([
      'policy.yml:3: `name: support` names one prompt, and promptfooconfig.yaml holds several. Leave it out, and give each prompt in the file a `label:`, which becomes its name.',
    ]);
  });

  test('what is proposed is free, however many there are', () => {
    const prompts = Array.from({ length: 50 }, (_, index) => file(`${index}/a.md`));
    const proposed = mistakes(...prompts).map((message) => /name: (\S+) }/.exec(message)?.[1]);
    expect(new Set(proposed).size).toBe(49);
  });
});
