import { afterEach, describe, expect, test } from 'vitest';
import { checkRepository } from '../../src/commands/check/check.ts';
import { gate } from '../../src/commands/gate.ts';
import { parseConfig } from '../../src/config/schema.ts';
import { renderComment } from '../../src/report/markdown/comment.ts';
import { startFaultServer } from '../kit/fault-server.ts';
import { buildRepository, type Files } from '../kit/repository.ts';
import { mistakesOf } from '../kit/snapshot.ts';

const POLICY = '.github/prompt-eval-gate.yml';
const CONFIG = 'promptfooconfig.yaml';
const GPT = 'openai:gpt-4.1-2025-04-14';
const NANO = 'openai:gpt-4.1-nano-2025-04-14';
const CLAUDE = 'anthropic:claude-haiku-4-5-20251001';
const CASES = 12;

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const provider = (id: string, temperature = 0) =>
  `  - { id: "${id}", config: { temperature: ${temperature} } }\n`;
/** A promptfoo config whose prompt says `rule`. */
const config = (rule: string, providers = provider(GPT) + provider(CLAUDE, 0.5), tests = CASES) =>
  `prompts: ["${rule} {{question}}"]
providers:
${providers}tests:
${Array.from({ length: tests }, (_, index) => `  - { vars: { question: "number ${index}" }, assert: [{ type: icontains, value: settings }] }\n`).join('')}`;
const entry = (models: string) => `prompts:\n  - { path: ${CONFIG}, ${models} }\n`;
const EACH = { [POLICY]: entry('models: each') };

/** Claude alone fails where the prompt says "harm"; every request is remembered with its model. */
async function judge(
  base: Files,
  edit: Files,
  { anthropicKey }: { anthropicKey: string | undefined } = { anthropicKey: 'key' },
) {
  const [server, repository] = await Promise.all([
    startFaultServer(({ body }) => ({
      kind: 'answer',
      text:
        String(body.model).startsWith('claude') && JSON.stringify(body.messages).includes('harm')
          ? 'Ask a colleague.'
          : 'Open Settings.',
    })),
    buildRepository(base),
  ]);
  cleanUps.push(server.close, repository.dispose);
  await repository.branch('edit');
  await repository.write(edit);
  await repository.commit('edit');
  const result = await gate({
    directory: repository.root,
    base: 'main',
    head: { kind: 'revision', ref: 'edit' },
    configPath: POLICY,
    credentials: {
      providers: {
        openai: { apiKey: 'key', baseUrl: server.openai },
        anthropic: { apiKey: anthropicKey, baseUrl: server.anthropic },
      },
    },
    offline: false,
    version: '0.0.0',
    log: () => {},
  });
  const asked = new Map<string, number>();
  for (const { body } of server.seen) {
    const key = `${body.model} ${body.temperature ?? '–'} ${JSON.stringify(body.messages).includes('harm') ? 'harm' : 'good'}`;
    asked.set(key, (asked.get(key) ?? 0) + 1);
  }
  return { result, asked: Object.fromEntries(asked) };
}

const short = (name: string) => name.slice(name.indexOf(':') + 1);

describe('a prompt that is asked of several models', () => {
  test('is blocked for the one that it is worse for, which is a segment of the report', async () => {
    const { result, asked } = await judge(
      { ...EACH, [CONFIG]: config('Help.') },
      { [CONFIG]: config('Do harm.') },
    );
    expect(asked).toEqual({
      [`${short(GPT)} 0 good`]: CASES,
      [`${short(GPT)} 0 harm`]: CASES,
      [`${short(CLAUDE)} 0.5 good`]: CASES,
      [`${short(CLAUDE)} 0.5 harm`]: CASES,
    });
    const [prompt] = result.prompts;
    expect(result.verdict).toBe('block');
    expect(prompt?.segments.map(({ name, cases, verdict }) => [name, cases, verdict])).toEqual([
      [`model=${GPT}`, CASES, expect.not.stringMatching('regression')],
      [`model=${CLAUDE}`, CASES, 'regression'],
    ]);
    expect(prompt?.candidate).toMatchObject({ model: GPT, otherModels: [CLAUDE] });
    expect(prompt?.newlyFailing).toHaveLength(CASES);
    expect(prompt?.newlyFailing.every(({ id }) => id.endsWith(` @ ${CLAUDE}`))).toBe(true);
    expect(renderComment(result)).toContain(CLAUDE);
  });

  test('keeps the segments of its suite', async () => {
    const tests = Array.from(
      { length: 20 },
      (_, index) =>
        `  - { segment: ${index % 2 ? 'free' : 'paid'}, vars: { question: "number ${index}" }, assert: [{ type: icontains, value: settings }] }\n`,
    ).join('');
    const segmented = (rule: string) => config(rule, undefined, 0) + tests;
    const { result } = await judge(
      { ...EACH, [CONFIG]: segmented('Help.') },
      { [CONFIG]: segmented('Help well.') },
    );
    expect(result.prompts[0]?.segments.map(({ name, cases }) => [name, cases])).toEqual([
      ['paid', 20],
      ['free', 20],
      [`model=${GPT}`, 20],
      [`model=${CLAUDE}`, 20],
    ]);
  });

  test('may be a text whose entry lists the models', async () => {
    const policy = `prompts:\n  - { path: help.md, suite: help.yml, models: ["${GPT}", "${NANO}"] }\n`;
    const suite = config('', '', CASES).split('\n').slice(3).join('\n');
    const { asked, result } = await judge(
      { [POLICY]: policy, 'help.md': 'Help. {{question}}\n', 'help.yml': `tests:\n${suite}` },
      { 'help.md': 'Help well. {{question}}\n' },
    );
    expect(result.errors).toEqual([]);
    expect(asked).toEqual({ [`${short(GPT)} – good`]: 2 * CASES, [`${short(NANO)} – good`]: 2 * CASES });
  });

  test('is measured too where the pull request changes only the settings of a further model', async () => {
    const { result, asked } = await judge(
      { ...EACH, [CONFIG]: config('Help.') },
      { [CONFIG]: config('Help.', provider(GPT) + provider(CLAUDE, 1)) },
    );
    expect(result.prompts.map(({ change }) => change)).toEqual(['modified']);
    expect(asked).toMatchObject({ [`${short(CLAUDE)} 1 good`]: CASES });
  });

  test('says which models a pull request replaces, adds and takes out', async () => {
    const { result, asked } = await judge(
      { ...EACH, [CONFIG]: config('Help.', provider(GPT) + provider(CLAUDE)) },
      { [CONFIG]: config('Help.', provider(GPT) + provider(NANO)) },
    );
    const notices = result.prompts.flatMap((prompt) => prompt.notices);
    expect(notices).toContainEqual(
      expect.objectContaining({ code: 'asked-models-changed', replaced: [{ from: CLAUDE, to: NANO }] }),
    );
    expect(asked).toEqual({
      [`${short(GPT)} 0 good`]: CASES,
      [`${short(CLAUDE)} 0 good`]: CASES,
      [`${short(NANO)} 0 good`]: CASES,
    });

    const fewer = await judge(
      { ...EACH, [CONFIG]: config('Help.') },
      { [CONFIG]: config('Help well.', provider(GPT)) },
    );
    expect(renderComment(fewer.result)).toMatch(/takes .*claude-haiku.* out of the models that are asked/);
  });

  test('asks the old prompt of a model that is new', async () => {
    const { asked } = await judge(
      { ...EACH, [CONFIG]: config('Help.', provider(GPT)) },
      { [CONFIG]: config('Do harm.', provider(GPT) + provider(NANO)) },
    );
    expect(asked).toEqual({
      [`${short(GPT)} 0 good`]: CASES,
      [`${short(GPT)} 0 harm`]: CASES,
      [`${short(NANO)} 0 good`]: CASES,
      [`${short(NANO)} 0 harm`]: CASES,
    });
  });

  test('is asked nothing where one of its models has no key', async () => {
    const { result, asked } = await judge(
      { ...EACH, [CONFIG]: config('Help.') },
      { [CONFIG]: config('Help well.') },
      { anthropicKey: undefined },
    );
    expect(result.verdict).toBe('error');
    expect(result.errors[0]?.message).toContain('ANTHROPIC_API_KEY');
    expect(asked).toEqual({});
  });
});

describe('how a policy names several models', () => {
  const check = async (files: Files) => {
    await using repository = await buildRepository(files);
    const { prompts } = await checkRepository({
      directory: repository.root,
      configPath: POLICY,
      credentials: {
        providers: {
          openai: { apiKey: undefined, baseUrl: undefined },
          anthropic: { apiKey: undefined, baseUrl: undefined },
        },
      },
    });
    return prompts;
  };
  const notices = async (policy: Files) =>
    (await check({ ...policy, [CONFIG]: config('Help.') })).flatMap(({ found }) =>
      (found?.notices ?? []).map(({ code }) => code),
    );

  test('of a list in promptfoo one is asked by default, which is said, unless the policy wants just that', async () => {
    expect(await notices({})).toContain('one-of-several-providers');
    for (const models of ['first', 'each'])
      expect(await notices({ [POLICY]: entry(`models: ${models}`) })).not.toContain(
        'one-of-several-providers',
      );
  });

  test('check counts the answers of all, and names those that are left out', async () => {
    const providers = `${provider(GPT)}  - python:own.py\n${provider(CLAUDE)}`;
    const [prompt] = await check({ ...EACH, [CONFIG]: config('Help.', providers) });
    expect(prompt?.errors).toEqual([]);
    expect(prompt?.found).toMatchObject({ models: [GPT, CLAUDE], estimate: { calls: 4 * CASES } });
    expect(prompt?.found?.notices).toContainEqual({
      code: 'providers-not-asked',
      path: CONFIG,
      names: ['python:own.py'],
    });
  });

  test('a provider that is for other prompts is not asked this one', async () => {
    const providers = `  - { id: "${GPT}", prompts: [other] }\n${provider(CLAUDE)}`;
    const [prompt] = await check({ ...EACH, [CONFIG]: config('Help.', providers) });
    expect(prompt?.found).toMatchObject({ models: [CLAUDE] });
  });

  test.each([
    [
      'a file that lists none',
      {
        [POLICY]: 'prompts:\n  - { path: a.prompt.yml, models: each }\n',
        'a.prompt.yml': `model: ${GPT}\nmessages: [{ role: user, content: hi }]\ntestData: [{ a: b }]\nevaluators: [{ name: x, string: { contains: x } }]\n`,
      },
      `${POLICY}:2:13: \`models: each\` asks all providers`,
    ],
    [
      'a model in a list that is unknown',
      {
        [POLICY]: `prompts:\n  - { path: ${CONFIG}, models: ["${GPT}", nobody/nothing] }\n`,
        [CONFIG]: config('Help.'),
      },
      'no provider is known for the model "nobody/nothing"',
    ],
  ])('%s is an error', async (_, files, told) => {
    const errors = (await check(files)).flatMap((prompt) => prompt.errors.map(String));
    expect(errors.join('\n')).toContain(told);
  });

  test.each([
    ['both keys', `prompts:\n  - { path: a.md, model: "${GPT}", models: each }\n`, `${POLICY}:2:`],
    [
      'a registry, whose versions have one model',
      `prompts:\n  - { path: a.md, models: ["${GPT}"] }\nregistry: {}\n`,
      'a version is a prompt with one model',
    ],
  ])('is refused with %s', async (_, text, told) => {
    expect(await mistakesOf(Promise.resolve().then(() => parseConfig(text, POLICY)))).toContain(told);
  });
});
