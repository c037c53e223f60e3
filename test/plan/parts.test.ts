import { describe, expect, test } from 'vitest';
import { sameNaming } from '../../src/change/naming.ts';
import { checkFile } from '../../src/commands/check/check-prompt.ts';
import { parseConfig } from '../../src/config/schema.ts';
import type { PromptChange } from '../../src/domain/change.ts';
import type { Notice } from '../../src/domain/notice.ts';
import type { Config } from '../../src/domain/policy.ts';
import type { ChangedFile, Snapshot } from '../../src/domain/snapshot.ts';
import { armPlanner, sourcesOf } from '../../src/plan/arms.ts';
import { changesOfParts } from '../../src/plan/parts.ts';
import { planPrompt } from '../../src/plan/plan.ts';
import { suiteReader } from '../../src/suite/read.ts';
import { snapshotOf } from '../kit/snapshot.ts';

const PATH = 'promptfooconfig.yaml';
const credentials = {
  providers: {
    openai: { apiKey: undefined, baseUrl: undefined },
    anthropic: { apiKey: undefined, baseUrl: undefined },
  },
};

type Files = Record<string, string>;

function configOf({
  prompts,
  provider = 'openai:gpt-4o',
  tests = '- { vars: { x: 1 }, assert: [{ type: contains, value: y }] }',
  description = 'd',
}: {
  prompts: string[];
  provider?: string;
  tests?: string;
  description?: string;
}): string {
  const list = prompts.map((prompt) => `  - ${prompt}\n`).join('');
  return `description: ${description}\nprompts:\n${list}providers:\n  - ${provider}\ntests:\n  ${tests}\n`;
}

type Revisions = { config: Config; base: Snapshot; candidate: Snapshot; files: ChangedFile[] };
const contextOf = (of: Revisions) => {
  const context = { ...of, credentials, namings: sameNaming(of.config), policyPath: 'policy.yml' };
  return { ...context, planArm: armPlanner(context), readSuite: suiteReader() };
};

/** Plans one changed prompt. */
const planOf = (change: PromptChange, context: ReturnType<typeof contextOf>) =>
  planPrompt({ name: change.path, ...sourcesOf(change, context) }, context);

/** The changes that the prompts of a config see between two states of the repository. */
async function changes(before: Files, after: Files, files: ChangedFile[] = [], policy = '') {
  const paths = Object.keys({ ...before, ...after }).filter((path) => before[path] !== after[path]);
  const change: PromptChange = {
    path: PATH,
    baselinePath: before[PATH] === undefined ? undefined : PATH,
    kind: paths.includes(PATH) ? 'modified' : 'include',
    because: paths,
  };
  const context = contextOf({
    config: parseConfig(policy, 'policy.yml'),
    base: snapshotOf(before),
    candidate: snapshotOf(after),
    files,
  });
  const notices: Notice[] = [];
  const found = await changesOfParts(change, { ...context, onNotice: (notice) => notices.push(notice) });
  return { context, changes: found, notices };
}

const told = (found: PromptChange[]) =>
  found.map(({ path, kind, baselinePath }) => [path, kind, baselinePath]);

describe('a promptfoo config with several prompts', () => {
  test('each is compared with its own version, and those that are asked as before are left out', async () => {
    const before = {
      [PATH]: configOf({ prompts: ['file://a.txt', 'Say {{x}}', '{ raw: "Do {{x}}", label: doer }'] }),
      'a.txt': 'A {{x}}',
    };
    const after = {
      [PATH]: configOf({
        prompts: ['file://a.txt', 'Now {{x}}', 'Say now {{x}}', '{ raw: "Do! {{x}}", label: doer }'],
      }),
      'a.txt': 'A {{x}}',
    };
    const found = await changes(before, after);
    expect(told(found.changes)).toEqual([
      [`${PATH}#2`, 'added', undefined],
      [`${PATH}#3`, 'modified', `${PATH}#2`],
      [`${PATH}#doer`, 'modified', `${PATH}#doer`],
    ]);
    const plans = [];
    for (const change of found.changes) plans.push(await planOf(change, found.context));
    expect(
      plans.map(({ baseline, candidate }) =>
        [baseline, candidate].map((arm) => arm?.prompt.messages[0]?.template ?? null),
      ),
    ).toEqual([
      [null, 'Now {{x}}'],
      ['Say {{x}}', 'Say now {{x}}'],
      ['Do {{x}}', 'Do! {{x}}'],
    ]);
    expect(plans[1]?.candidate.prompt).toMatchObject({
      source: 'Say now {{x}}',
      part: { path: PATH, line: 5 },
    });
  });

  test('the tools that messages call, their answers and who speaks are part of what is asked', async () => {
    const call = (name: string, city: string) =>
      JSON.stringify([
        { role: 'user', content: 'Weather?', name },
        {
          role: 'assistant',
          tool_calls: [{ id: 'c', function: { name: 'weather', arguments: `{"city": "${city}"}` } }],
        },
        { role: 'tool', tool_call_id: 'c', content: 'Rain' },
        { role: 'user', content: '{{x}}' },
      ]);
    const before = {
      [PATH]: configOf({ prompts: ['file://a.json', 'file://b.json', 'file://c.json'] }),
      'a.json': call('ann', 'Rome'),
      'b.json': call('ann', 'Bonn'),
      'c.json': call('ann', 'Oslo'),
    };
    const after = { ...before, 'a.json': call('ann', 'Nice'), 'b.json': call('bob', 'Bonn') };
    expect(told((await changes(before, after)).changes)).toEqual([
      ['a.json', 'modified', 'a.json'],
      ['b.json', 'modified', 'b.json'],
    ]);
  });

  test('what one prompt includes is no change of the others, nor of their suite', async () => {
    const before = {
      [PATH]: configOf({ prompts: ['file://a.txt', 'Say {{x}}', 'Do {% include "c.txt" %}'] }),
      ...{ 'a.txt': 'A {% include "b.txt" %}', 'b.txt': 'B', 'c.txt': 'C' },
    };
    expect(told((await changes(before, { ...before, 'b.txt': 'B!' })).changes)).toEqual([
      ['a.txt', 'include', 'a.txt'],
    ]);
    const both = await changes(before, { ...before, 'b.txt': 'B!', 'c.txt': 'C!' });
    expect(both.changes.map(({ path, because }) => [path, because])).toEqual([
      ['a.txt', ['b.txt']],
      [`${PATH}#3`, ['c.txt']],
    ]);
  });

  test('listed files and their parts bear their names, and only the one that changed is run', async () => {
    const config = { [PATH]: configOf({ prompts: ['file://a.txt', 'file://b.txt'] }) };
    const before = { ...config, 'a.txt': 'A {{x}}', 'b.txt': 'B {{x}}\n---\nC {{x}}\n' };
    const found = await changes(before, { ...before, 'b.txt': 'B {{x}}\n---\nD {{x}}\n' });
    expect(told(found.changes)).toEqual([['b.txt#2', 'include', 'b.txt#2']]);
    expect(told((await changes(before, { ...before, 'a.txt': 'Z {{x}}' })).changes)).toEqual([
      ['a.txt', 'modified', 'a.txt'],
    ]);
  });

  test('a change of the tests alone is one of the suite, of each prompt; of a description alone none', async () => {
    const prompts = ['Say {{x}}', 'Do {{x}}'];
    const before = { [PATH]: configOf({ prompts }) };
    const tests = '- { vars: { x: 2 }, assert: [{ type: contains, value: y }] }';
    expect(told((await changes(before, { [PATH]: configOf({ prompts, tests }) })).changes)).toEqual([
      [`${PATH}#1`, 'suite', `${PATH}#1`],
      [`${PATH}#2`, 'suite', `${PATH}#2`],
    ]);
    expect((await changes(before, { [PATH]: configOf({ prompts, description: 'e' }) })).changes).toEqual([]);
  });

  test('a change of the provider or its parameters changes every prompt', async () => {
    const prompts = ['Say {{x}}', 'Do {{x}}'];
    const before = { [PATH]: configOf({ prompts }) };
    for (const provider of ['openai:gpt-4.1', '{ id: openai:gpt-4o, config: { temperature: 0 } }']) {
      const found = await changes(before, { [PATH]: configOf({ prompts, provider }) });
      expect(found.changes.map(({ kind }) => kind)).toEqual(['modified', 'modified']);
    }
  });

  test('one prompt is called like its config, also where there were several', async () => {
    const several = { [PATH]: configOf({ prompts: ['Say {{x}}', 'Do {{x}}'] }) };
    const one = { [PATH]: configOf({ prompts: ['Do now {{x}}'] }) };
    expect(told((await changes(several, one)).changes)).toEqual([
      [PATH, 'modified', `${PATH}#2`],
      [`${PATH}#1`, 'deleted', `${PATH}#1`],
    ]);
    const same = { [PATH]: configOf({ prompts: ['Do now {{x}}'], description: 'e' }) };
    expect((await changes(one, same)).changes).toEqual([]);
  });

  test('where the base cannot be read, each is measured as a new one, and told so', async () => {
    const after = { [PATH]: configOf({ prompts: ['Say {{x}}', 'Do {{x}}'] }) };
    const found = await changes({ [PATH]: 'prompts: [' }, after);
    expect(found.changes).toHaveLength(2);
    for (const change of found.changes) {
      const plan = await planOf(change, found.context);
      expect(plan.baseline).toBeNull();
      expect(plan.notices[0]).toMatchObject({ code: 'baseline-unusable' });
    }
  });

  test("an entry of the policy for the config counts for each of its prompts, with the provider's parameters", async () => {
    const provider =
      'openai:gpt-4o\n  - { id: anthropic:claude-sonnet-4-6, config: { temperature: 0.5, max_tokens: 9 } }';
    const at = (words: string[]) => ({ [PATH]: configOf({ prompts: words, provider }) });
    const policy = `prompts: [{ path: ${PATH}, model: "anthropic:claude-sonnet-4-6" }]`;
    const found = await changes(at(['A {{x}}', 'B {{x}}']), at(['C {{x}}', 'D {{x}}']), [], policy);
    for (const change of found.changes) {
      const { candidate } = await planOf(change, found.context);
      expect(candidate.target).toMatchObject({ provider: 'anthropic', model: 'claude-sonnet-4-6' });
      expect(candidate.prompt.parameters).toEqual({ temperature: 0.5, maxTokens: 9 });
    }
  });

  test('parameters of one prompt alone come on top of its provider’s', async () => {
    const provider =
      '{ id: openai:gpt-4o, config: { temperature: 1, max_tokens: 9, response_format: { type: json_object } } }';
    const prompts = ['{ raw: "A {{x}}", config: { temperature: 0 } }', 'B {{x}}'];
    const found = await changes({}, { [PATH]: configOf({ prompts, provider }) });
    const parameters = [];
    for (const change of found.changes) {
      parameters.push((await planOf(change, found.context)).candidate.prompt.parameters);
    }
    const shared = { maxTokens: 9, responseFormat: { type: 'json_object' } };
    expect(parameters).toEqual([
      { temperature: 0, ...shared },
      { temperature: 1, ...shared },
    ]);
  });

  test('what is shown of a prompt in a file of its own is that file, also where it is the only one', async () => {
    const config = { [PATH]: configOf({ prompts: ['file://a.txt'] }) };
    const found = await changes({ ...config, 'a.txt': 'A {{x}}' }, { ...config, 'a.txt': 'B {{x}}' });
    expect(told(found.changes)).toEqual([[PATH, 'include', PATH]]);
    const plans = await Promise.all(found.changes.map((change) => planOf(change, found.context)));
    const sources = plans.map(({ baseline, candidate }) => [baseline?.prompt.source, candidate.prompt]);
    expect(sources).toMatchObject([['A {{x}}', { source: 'B {{x}}', part: { path: 'a.txt', line: 1 } }]]);
  });

  test('a case that names prompts is asked of those alone', async () => {
    const prompts = ['{ raw: "A {{x}}", label: first }', 'file://b.txt'];
    const says = (x: string, names: string) =>
      `- { vars: { x: ${x} }, prompts: [${names}], assert: [{ type: contains, value: y }] }`;
    const tests = [says('one', 'first'), says('two', '"file://b.txt"'), says('three', '"fir*"')].join('\n  ');
    const files = { [PATH]: configOf({ prompts, tests }), 'b.txt': 'B {{x}}' };
    const found = await changes({}, files);
    const asked = [];
    for (const change of found.changes) {
      const { suite } = await planOf(change, found.context);
      asked.push(suite.cases.map(({ vars }) => vars.x));
      expect(suite.notices).not.toContainEqual(expect.objectContaining({ code: 'model-of-case-not-read' }));
    }
    expect(asked).toEqual([['one', 'three'], ['two']]);
  });

  test('a variable that only some cases give may be for another of the prompts', async () => {
    const tests = `- { vars: { x: 1, y: 2 }, assert: [{ type: contains, value: y }] }
  - { vars: { x: 1 }, assert: [{ type: contains, value: y }] }`;
    const prompts = ['"A {{x}} {{ y | default(1) }}"', 'B {{x}}'];
    const found = await changes({}, { [PATH]: configOf({ prompts, tests }) });
    for (const change of found.changes) {
      const { notices } = await planOf(change, found.context);
      expect(notices).not.toContainEqual(expect.objectContaining({ variable: 'y' }));
    }
  });

  test('a mistake that all cases share is told once', async () => {
    const tests =
      '- { vars: { x: 1 } }\n  - { vars: { x: 2 } }\ndefaultTest: { assert: [{ type: contians, value: y }] }';
    const files = { [PATH]: configOf({ prompts: ['A {{x}}', 'B {{x}}'], tests }) };
    const config = parseConfig('', 'policy.yml');
    const checks = await checkFile(PATH, snapshotOf(files), { config, credentials, discordance: 0.15 });
    expect(checks.map(({ errors }) => errors.length)).toEqual([1, 1]);
  });

  test('a file that the policy spells out, with the config as its suite, is asked as the config says', async () => {
    const at = (temperature: number) => ({
      [PATH]: configOf({
        prompts: ['file://a.txt', 'file://b.txt'],
        provider: `{ id: openai:gpt-4o, config: { temperature: ${temperature}, max_tokens: 9 } }`,
      }),
      'a.txt': 'A {{ x }}',
    });
    const policy = parseConfig(`prompts: [{ path: a.txt, suite: ${PATH}, template: jinja }]`, 'policy.yml');
    const context = contextOf({
      config: policy,
      base: snapshotOf(at(0)),
      candidate: snapshotOf(at(1)),
      files: [],
    });
    const change = { path: 'a.txt', baselinePath: 'a.txt', kind: 'suite' as const, because: [PATH] };
    const [found, ...others] = await changesOfParts(change, context);
    expect([found, others]).toEqual([{ ...change, kind: 'modified' }, []]);
    const { baseline, candidate } = await planOf(found ?? change, context);
    expect([baseline, candidate].map((arm) => arm?.prompt.parameters)).toEqual([
      { temperature: 0, maxTokens: 9 },
      { temperature: 1, maxTokens: 9 },
    ]);
    expect(candidate.target.model).toBe('gpt-4o');
    expect(candidate.prompt.sha256).not.toBe(baseline?.prompt.sha256);
    const same = contextOf({ ...context, base: snapshotOf(at(1)) });
    expect(await changesOfParts(change, same)).toEqual([change]);
  });

  describe('several providers of which one is asked', () => {
    const OTHER = '{ id: "anthropic:messages:claude-haiku-4-5", config: { temperature: 0.2 } }';
    const at = (provider: string) => ({ [PATH]: configOf({ prompts: ['Say {{ x }}.'], provider }) });
    const before = at(`openai:gpt-4o\n  - ${OTHER}`);
    const told = [
      { code: 'changed-provider-not-asked', path: PATH, names: ['anthropic:messages:claude-haiku-4-5'] },
    ];

    test.each([
      ['changed', `openai:gpt-4o\n  - ${OTHER.replace('0.2', '0.9')}`],
      ['taken out', 'openai:gpt-4o'],
    ])('another one that is %s is told', async (_, provider) => {
      const found = await changes(before, at(provider));
      expect([found.changes, found.notices]).toEqual([[], told]);
      const chosen = await changes(before, at(provider), [], `prompts: [{ path: ${PATH}, models: first }]`);
      expect([chosen.changes, chosen.notices]).toEqual([[], []]);
    });

    test('one that is added is told, and one that is as before is not', async () => {
      expect((await changes(at('openai:gpt-4o'), before)).notices).toEqual(told);
      const two = at(`openai:gpt-4o\n  - openai:gpt-4.1\n  - ${OTHER}`);
      expect((await changes(before, two)).notices).toMatchObject([{ names: ['openai:gpt-4.1'] }]);
      expect((await changes(two, two)).notices).toEqual([]);
    });
  });

  describe('one that cannot be read', () => {
    const prompts = ['Say {{ x }}.', 'file://make.py', 'file://chat.yaml'];
    const before = { [PATH]: configOf({ prompts }), 'chat.yaml': 'no messages\n' };

    test('as before, is told, and the others are judged', async () => {
      const after = {
        ...before,
        [PATH]: configOf({ prompts: ['Say {{ x }}, please.', ...prompts.slice(1)] }),
      };
      const { changes: changed, notices } = await changes(before, after);
      expect(told(changed)).toEqual([[`${PATH}#1`, 'modified', `${PATH}#1`]]);
      expect(notices).toMatchObject([
        {
          code: 'prompt-not-read',
          prompt: `${PATH}#2`,
          problem: expect.stringContaining(`${PATH}:4:5: "make.py" is a program`),
        },
        {
          code: 'prompt-not-read',
          prompt: `${PATH}#3`,
          problem: expect.stringContaining('"chat.yaml" is not a list of messages'),
        },
      ]);
    });

    test.each([
      ['that a pull request brings', { [PATH]: configOf({ prompts: prompts.slice(0, 1) }) }],
      ['that could be read at the base', { ...before, 'chat.yaml': '- { role: user, content: Hi }\n' }],
      ['beside a base that cannot be read', { ...before, [PATH]: 'prompts: {\n' }],
    ])('is an error %s', async (_, base) => {
      await expect(changes(base, before)).rejects.toThrow(/"(?:make\.py|chat\.yaml)" is/);
    });

    test('is an error where there is no other', async () => {
      const alone = { [PATH]: configOf({ prompts: ['file://make.py'] }) };
      const after = { [PATH]: configOf({ prompts: ['file://make.py'], description: 'changed' }) };
      await expect(changes(alone, after)).rejects.toThrow('"make.py" is a program');
    });
  });

  test('names are told apart, whatever the labels are', async () => {
    const prompts = [
      '{ raw: "A {{x}}", label: "2" }',
      'B {{x}}',
      '{ raw: "C {{x}}", label: "2" }',
      'file://d/*.txt',
    ];
    const files = { [PATH]: configOf({ prompts }), 'd/e.txt': 'E {{x}}', 'd/f.txt': 'F {{x}}' };
    const checks = await checkFile(PATH, snapshotOf(files), {
      config: parseConfig('', 'policy.yml'),
      credentials,
      discordance: 0.15,
      taken: new Set(['d/e.txt']),
    });
    expect(checks.map(({ path, file, errors }) => [path, file, errors.length])).toEqual([
      [`${PATH}#2`, PATH, 0],
      [`${PATH}#prompt 2`, PATH, 0],
      [`${PATH}#3`, PATH, 0],
      [`${PATH}#d/e.txt`, PATH, 0],
      ['d/f.txt', PATH, 0],
    ]);
  });
});
