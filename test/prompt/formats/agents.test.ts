import { describe, expect, it } from 'vitest';
import { includedPaths } from '../../../src/prompt/included-paths.ts';
import { readPrompt } from '../../../src/prompt/read.ts';
import { renderMessages } from '../../../src/prompt/render.ts';
import { readSuite } from '../../../src/suite/read.ts';
import { mistakesOf, snapshotOf } from '../../kit/snapshot.ts';
import { fixtureSnapshot } from './fixture-files.ts';

const SKILL = 'agent-skill/SKILL.md';

const BODY = `# Release notes

Group the changes as [the groups](references/groups.md) say. Read \`references/tone.md\` before you write.

Write placeholders as {{version}} and leave them; see https://example.com/references/groups.md for more.

Run \`scripts/collect.py\` where it is there.`;

const sent = async (files: Record<string, string>, path: string) =>
  renderMessages(await readPrompt({ snapshot: snapshotOf(files), path }), { prompt: 'Hi {{x}}' });

describe('an Agent Skill', () => {
  it('is sent as it stands, with the files that it refers to, before the prompt of the case', async () => {
    const snapshot = fixtureSnapshot();
    const prompt = await readPrompt({ snapshot, path: SKILL });
    const { cases } = await readSuite({ snapshot, prompt });
    expect(cases.map(({ vars }) => renderMessages(prompt, vars))[0]).toEqual([
      {
        role: 'system',
        content: `${BODY}

<file path="references/groups.md">
Added, Changed, Fixed, in this order. A group without changes is left out.
</file>

<file path="references/tone.md">
One line a change, in the past tense.
</file>`,
      },
      { role: 'user', content: 'We added dark mode and fixed the login on phones.\n' },
    ]);
  });

  it('keeps the indentation of a first line', async () => {
    const [system] = await sent(
      {
        'SKILL.md': '---\nname: a\n---\n\n    indented code, see [it](code.md)\n\n',
        'code.md': '\n  ## Below a list\n',
      },
      'SKILL.md',
    );
    expect(system?.content).toBe(
      '    indented code, see [it](code.md)\n\n<file path="code.md">\n  ## Below a list\n</file>',
    );
  });

  it('counts as changed where such a file is changed, and not where its cases are', async () => {
    const { paths } = await includedPaths({ snapshot: fixtureSnapshot(), path: SKILL });
    expect(paths).toEqual(['agent-skill/references/groups.md', 'agent-skill/references/tone.md']);
  });

  it('has the expectations as criteria of a judge, and its categories as segments', async () => {
    const snapshot = fixtureSnapshot();
    const { cases } = await readSuite({ snapshot, prompt: await readPrompt({ snapshot, path: SKILL }) });
    expect(
      cases.map(({ id, segments, assertions }) => [id, segments, assertions.map(({ value }) => value)]),
    ).toEqual([
      ['1', ['writing'], ['There is a group Added', 'There is no group Changed']],
      ['2', ['writing'], ['It says that there is nothing to tell.']],
      ['3', ['review'], ['It says yes']],
    ]);
    expect(new Set(cases.flatMap(({ assertions }) => assertions.map(({ type }) => type)))).toEqual(
      new Set(['llm-rubric']),
    );
  });

  it('says what is not measured: tools, cases that need more than the prompt, and that they are few', async () => {
    const snapshot = fixtureSnapshot();
    const prompt = await readPrompt({ snapshot, path: SKILL });
    const { notices } = await readSuite({ snapshot, prompt });
    expect(prompt.notices).toEqual([
      { code: 'model-by-default', path: SKILL, stated: null, model: 'anthropic:claude-haiku-4-5-20251001' },
      {
        ...{ code: 'answered-without-tools', path: SKILL, tools: ['Read', 'Bash(git log:*)'] },
        files: ['references/groups.md', 'references/tone.md'],
      },
    ]);
    const path = 'agent-skill/evals/evals.json';
    expect(notices).toEqual([
      { code: 'cases-left-out', path, cases: 5, files: 1, tools: 1, unreadable: 0 },
      { code: 'cases-too-few', path, cases: 3, fewest: 10 },
    ]);
  });

  it('is asked of the model that it names where that can be asked, else of the default', async () => {
    const read = (model: string) =>
      readPrompt({
        snapshot: snapshotOf({ 'SKILL.md': `---\nmodel: ${model}\n---\nBe brief.` }),
        path: 'SKILL.md',
        canAsk: (name) => name.startsWith('claude-'),
      });
    expect((await read('claude-sonnet-4-5-20250929')).model).toBe('claude-sonnet-4-5-20250929');
    const fallback = await read('sonnet');
    expect(fallback.model).toBe('anthropic:claude-haiku-4-5-20251001');
    expect(fallback.notices?.[0]).toMatchObject({ code: 'model-by-default', stated: 'sonnet' });
    expect((await read('inherit')).notices?.[0]).toMatchObject({ stated: null });
  });

  it('takes files of its own folder only, texts only, and none with the cases', async () => {
    const [system] = await sent(
      {
        's/SKILL.md': `[a](references/a.md) [b](../b.md) [c](/c.md) [d](scripts/d.py) \`e.json\` [f](f.json#part) evals/evals.json
          [g](./g.txt) FORMS.md README.md [gone](gone.md) [i](https://example.com/i.md)`,
        's/references/a.md': 'A',
        'b.md': 'B',
        'c.md': 'C',
        's/scripts/d.py': 'D',
        's/e.json': 'E',
        's/f.json': 'F',
        's/g.txt': 'G',
        's/FORMS.md': 'H',
        's/README.md': 'I',
        's/i.md': 'J',
        's/evals/evals.json': 'K',
      },
      's/SKILL.md',
    );
    expect(system?.content?.match(/<file path="[^"]*">/g)).toEqual([
      '<file path="references/a.md">',
      '<file path="f.json">',
      '<file path="g.txt">',
      '<file path="FORMS.md">',
    ]);
  });

  it('finds files by names with blanks, in other scripts, and written as imports are', async () => {
    const [system] = await sent(
      {
        's/SKILL.md':
          'See [a](<references/a b.md>), [c](references/c%20d.md#x), @references/e.md, [f](参考/规则.md).\n[no](%2e%2e/no.md) [none](a%0Ab.md)',
        's/references/a b.md': 'A',
        's/references/c d.md': 'C',
        's/references/e.md': 'E',
        's/参考/规则.md': 'F',
        'no.md': 'G',
      },
      's/SKILL.md',
    );
    expect(system?.content?.match(/(?<=<file path=")[^"]*/g)).toEqual([
      'references/a b.md',
      'references/c d.md',
      'references/e.md',
      '参考/规则.md',
    ]);
  });

  it('without instructions is an error', async () => {
    const snapshot = snapshotOf({ 'SKILL.md': '---\nname: x\n---\n\n' });
    expect(await mistakesOf(readPrompt({ snapshot, path: 'SKILL.md' }))).toContain('no instructions');
  });
});

describe('the evals of an Agent Skill', () => {
  const read = async (evals: string, path = 's/evals/evals.json') => {
    const snapshot = snapshotOf({ 's/SKILL.md': 'Be brief.', [path]: evals });
    const prompt = await readPrompt({ snapshot, path: 's/SKILL.md' });
    return readSuite({ snapshot, prompt, entry: { kind: 'entry', path: 's/SKILL.md', suite: path } });
  };
  const criteria = (suite: Awaited<ReturnType<typeof read>>) =>
    suite.cases.map(({ assertions }) => assertions.map(({ value }) => value));

  it('may be a list, of any name, and write expectations in several ways', async () => {
    const evals = `[
      { "id": "a", "prompt": "Hi", "assertions": [{ "name": "short", "check": "It is short" }] },
      { "id": "b", "prompt": "Ho", "assertions": [{ "name": "kind", "description": "It is kind" }], "expected_output": "no" }
    ]`;
    expect(criteria(await read(evals))).toEqual([['It is short'], ['It is kind']]);
    const named = `{ "skill_name": "s", "evals": [{ "id": 1, "prompt": "Hi", "expectations": ["It greets"] }] }`;
    expect(criteria(await read(named, 'cases/greetings.json'))).toEqual([['It greets']]);
  });

  it("leave a list of promptfoo's tests at the same place what it is", async () => {
    const tests = '[{ "vars": { "prompt": "Hi" }, "assert": [{ "type": "contains", "value": "Hello" }] }]';
    expect((await read(tests)).cases[0]?.assertions[0]).toMatchObject({ type: 'contains', value: 'Hello' });
  });

  it('give cases without a category a segment of their own', async () => {
    const evals = `{ "evals": [
      { "id": 1, "prompt": "a", "expected_output": "x", "category": "writing" },
      { "id": 2, "prompt": "b", "expected_output": "y" }
    ] }`;
    expect((await read(evals)).cases.map(({ segments }) => segments)).toEqual([
      ['writing'],
      ['uncategorized'],
    ]);
  });

  it('that all need files, tools, or have no prompt are an error', async () => {
    const evals = `{ "evals": [
      { "id": 1, "prompt": "Read it", "files": ["evals/files/a.pdf"], "expected_output": "x" },
      { "id": 2, "query": "release notes", "should_trigger": true }
    ] }`;
    expect(await mistakesOf(read(evals))).toMatch(
      /s\/evals\/evals\.json: No case of this suite can be asked.*"!s\/SKILL\.md"/s,
    );
  });

  it('report an expectation without a text at its place', async () => {
    const evals = `{ "evals": [\n  { "id": 1, "prompt": "a", "expectations": [{ "weight": 2 }] }\n] }`;
    expect(await mistakesOf(read(evals))).toContain('s/evals/evals.json:2:46: This expectation has no text');
  });
});

describe('instructions of an agent', () => {
  it.each([
    'AGENTS.md',
    'app/CLAUDE.md',
    '.github/copilot-instructions.md',
    '.github/prompts/review.prompt.md',
  ])('%s is the system message, before the prompt of the case', async (path) => {
    expect(
      await sent({ [path]: '---\nmode: agent\ntools: [x]\n---\nUse {{tabs}} and <x>.\n' }, path),
    ).toEqual([
      { role: 'system', content: 'Use {{tabs}} and <x>.' },
      { role: 'user', content: 'Hi {{x}}' },
    ]);
  });

  it("CLAUDE.md is sent with what it imports, as Claude Code's syntax says", async () => {
    const files = {
      'CLAUDE.md': 'See @docs/style.md and `@docs/code.md`, mail me@docs/mail.md.',
      'docs/style.md': 'Tabs.',
      'docs/code.md': 'No.',
      'docs/mail.md': 'No.',
    };
    const [system] = await sent(files, 'CLAUDE.md');
    expect(system?.content).toBe(
      'See @docs/style.md and `@docs/code.md`, mail me@docs/mail.md.\n\n<file path="docs/style.md">\nTabs.\n</file>',
    );
  });

  it('CLAUDE.md in a folder is sent with what it imports from above, and by names in any script', async () => {
    const files = {
      'web/CLAUDE.md': 'See @../docs/style.md, @规则.md and @../../out.md.',
      'docs/style.md': 'Tabs.',
      'web/规则.md': 'Brief.',
    };
    const [system] = await sent(files, 'web/CLAUDE.md');
    expect(system?.content?.match(/(?<=<file path=")[^"]*/g)).toEqual(['../docs/style.md', '规则.md']);
  });

  it('name a model that is not known: the message says so', async () => {
    const snapshot = snapshotOf({ 'AGENTS.md': '---\nmodel: GPT-5 (copilot)\n---\nBe brief.' });
    const prompt = await readPrompt({ snapshot, path: 'AGENTS.md', canAsk: () => false });
    expect([prompt.model, prompt.modelProblem]).toEqual([
      null,
      'the model "GPT-5 (copilot)" that this file names is not known here.',
    ]);
  });
});
