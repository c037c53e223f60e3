import { afterEach, describe, expect, test } from 'vitest';
import { gate } from '../../src/commands/gate.ts';
import type { Result } from '../../src/domain/result.ts';
import { startFaultServer } from '../kit/fault-server.ts';
import { buildRepository, type Files } from '../kit/repository.ts';

const POLICY = '.github/prompt-eval-gate.yml';
const MODEL = 'openai:gpt-4.1-2025-04-14';
const REGISTRY = 'registry: {}\n';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const entry = (path: string, more = '') =>
  `  - { path: ${path}, model: "${MODEL}", suite: suite.yml${more} }\n`;
const policy = (...entries: string[]) => `prompts:\n${entries.join('')}`;
const RULE = 'You help customers of a hosting company, and name the page of the settings that helps.';
const prompt = (rule = RULE, description = 'For customers') =>
  `---\ndescription: ${description}\nparameters: { temperature: 0 }\n---\n${rule}\n{{question}}\n`;
const suite = (cases: number) =>
  `tests:\n${Array.from({ length: cases }, (_, index) => `  - { id: c${index}, vars: { question: "number ${index}" }, assert: [{ type: contains, value: ok }] }\n`).join('')}`;

/** The gate on a pull request that makes this edit. */
async function judge(base: Files, edit: Files): Promise<Result> {
  const [server, repository] = await Promise.all([
    startFaultServer(() => ({ kind: 'answer', text: 'ok' })),
    buildRepository({ 'suite.yml': suite(10), ...base }),
  ]);
  cleanUps.push(server.close, repository.dispose);
  await repository.branch('edit');
  await repository.write(edit);
  await repository.commit('edit');
  return await gate({
    directory: repository.root,
    base: 'main',
    head: { kind: 'revision', ref: 'edit' },
    configPath: POLICY,
    credentials: {
      providers: {
        openai: { apiKey: 'key', baseUrl: server.openai },
        anthropic: { apiKey: undefined, baseUrl: undefined },
      },
    },
    offline: false,
    version: '0.0.0',
    log: () => {},
  });
}

describe('where the policy keeps a registry', () => {
  const BASE = { [POLICY]: `${REGISTRY}${policy(entry('eu/support.md'))}`, 'eu/support.md': prompt() };
  const SECOND = {
    [POLICY]: `${REGISTRY}${policy(entry('eu/support.md'), entry('us/support.md'))}`,
    'us/support.md': prompt(),
  };

  test('two prompts of one name are a mistake of the pull request that brings the second', async () => {
    const result = await judge(BASE, SECOND);
    expect(result.verdict).toBe('error');
    expect(result.errors).toEqual([
      {
        message:
          'Two prompts are called "support", this one and eu/support.md, and the registry keeps prompts by their names.',
        place: `${POLICY}:4:13`,
        remedy: 'Name it in the policy: `- { path: us/support.md, name: us-support }` under `prompts:`.',
      },
    ]);
  });

  test('the name that is proposed mends it', async () => {
    const named = SECOND[POLICY].replace('us/support.md,', 'us/support.md, name: us-support,');
    expect(await judge(BASE, { ...SECOND, [POLICY]: named })).toMatchObject({ verdict: 'pass', errors: [] });
  });

  test('a name of the policy that another prompt has is found, though nothing is asked otherwise', async () => {
    const base = {
      ...BASE,
      [POLICY]: SECOND[POLICY].replaceAll('us/support.md', 'us/help.md'),
      'us/help.md': prompt(),
    };
    const edited = base[POLICY].replace('us/help.md,', 'us/help.md, name: support,');
    const result = await judge(base, { [POLICY]: edited });
    expect(result.errors).toMatchObject([
      { place: `${POLICY}:4:31`, message: expect.stringContaining('eu/support.md') },
    ]);
  });

  test('a pull request that begins the registry is told what has no name of its own', async () => {
    const base = {
      [POLICY]: SECOND[POLICY].replace(REGISTRY, ''),
      'eu/support.md': prompt(),
      'us/support.md': prompt(),
    };
    const result = await judge(base, { [POLICY]: SECOND[POLICY] });
    expect(result).toMatchObject({ verdict: 'error', prompts: [] });
    expect(result.errors).toHaveLength(1);
  });

  test('one that begins it where every prompt has a name passes', async () => {
    const result = await judge(
      { ...BASE, [POLICY]: policy(entry('eu/support.md')) },
      { [POLICY]: BASE[POLICY] },
    );
    expect(result).toMatchObject({ verdict: 'pass', prompts: [], errors: [] });
  });

  test('several prompts of a promptfoo config need labels', async () => {
    const config = `prompts:\n  - "Help: {{question}}"\n  - { raw: "Serve: {{question}}", label: serve }\nproviders: ["${MODEL}"]\ntests: file://suite.yml\n`;
    const result = await judge(BASE, {
      'promptfooconfig.yaml': config,
      [POLICY]: `${BASE[POLICY]}  - promptfooconfig.yaml\n`,
    });
    expect(result.errors).toMatchObject([
      {
        message: expect.stringContaining('one of several in its file and has no label'),
        place: 'promptfooconfig.yaml:2:1',
        remedy: 'Give it a label of its own: `label: promptfooconfig-1`, which becomes its name.',
      },
    ]);
  });
});

test('without a registry, names do not matter', async () => {
  const base = { [POLICY]: policy(entry('eu/support.md')), 'eu/support.md': prompt() };
  const edit = {
    [POLICY]: policy(entry('eu/support.md'), entry('us/support.md')),
    'us/support.md': prompt(),
  };
  expect(await judge(base, edit)).toMatchObject({ verdict: 'pass', errors: [] });
});

describe('the result', () => {
  const BASE = { [POLICY]: policy(entry('support.md')), 'support.md': prompt() };
  const digest = expect.stringMatching(/^[0-9a-f]{64}$/);

  test('names the digests of both versions, and of their suites', async () => {
    const { prompts } = await judge(BASE, {
      'support.md': prompt(`${RULE} Be kind.`),
      'suite.yml': suite(11),
    });
    const [first] = prompts;
    expect(first).toMatchObject({
      baseline: { digest },
      candidate: { digest },
      suite: { digest, baselineDigest: digest },
    });
    expect(first?.baseline?.digest).not.toBe(first?.candidate?.digest);
    expect(first?.suite?.digest).not.toBe(first?.suite?.baselineDigest);
  });

  test('shows that an edit of the description leaves the version as it was', async () => {
    const { prompts } = await judge(BASE, { 'support.md': prompt(RULE, 'For everybody') });
    expect(prompts[0]?.candidate?.sha256).not.toBe(prompts[0]?.baseline?.sha256);
    expect(prompts[0]?.candidate?.digest).toBe(prompts[0]?.baseline?.digest);
    expect(prompts[0]?.suite?.digest).toBe(prompts[0]?.suite?.baselineDigest);
  });

  test('has another suite digest when a script that judges changes, and no case does', async () => {
    const script = (words: string) =>
      `export default (output) => output.includes(${JSON.stringify(words)});\n`;
    const checked = suite(10).replaceAll(
      '{ type: contains, value: ok }',
      '{ type: script, value: check.mjs }',
    );
    const base = { ...BASE, 'suite.yml': checked, 'check.mjs': script('ok') };
    const { prompts } = await judge(base, { 'support.md': prompt(`${RULE} Be.`), 'check.mjs': script('o') });
    expect(prompts[0]).toMatchObject({ verdict: 'pass', suite: { digest, baselineDigest: digest } });
    expect(prompts[0]?.suite?.digest).not.toBe(prompts[0]?.suite?.baselineDigest);
  });

  test('is the same digest wherever the environment sends the questions', async () => {
    const [one, other] = [
      await judge(BASE, { 'support.md': prompt('Hi.') }),
      await judge(BASE, { 'support.md': prompt('Hi.') }),
    ];
    expect(one.prompts[0]?.candidate?.digest).toBe(other.prompts[0]?.candidate?.digest);
  });

  test.each([
    ['more than a tenth', `${RULE} If unsure, say so.`, 'from about 22 tokens to 27, which every call pays'],
    ['a tenth or less', `${RULE} Be.`, null],
    ['nothing, but variables do', `${RULE} {{question}}{{question}}{{question}}`, null],
    [
      'a branch that some calls do not take',
      `${RULE}{% if question == "number 1" %} If unsure, say so.{% endif %}`,
      null,
    ],
  ])("says why calls cost more where a prompt's own text grows: by %s", async (_, rule, says) => {
    const jinja = { [POLICY]: policy(entry('support.md', ', template: jinja')), 'support.md': prompt() };
    const { prompts } = await judge(jinja, { 'support.md': prompt(rule) });
    const { notes = [] } = prompts[0]?.cost ?? {};
    const told = notes.filter((note) => note.includes('own text grows'));
    expect(told).toEqual(says === null ? [] : [`The prompt's own text grows ${says}.`]);
    // The limit of cost is what judges it: it is no alarm by itself.
    expect(prompts[0]?.notices.filter(({ text }) => text.includes('own text grows'))).toEqual([]);
  });
});
