import { afterEach, describe, expect, test } from 'vitest';
import { gate } from '../../src/commands/gate.ts';
import type { GateRequest } from '../../src/domain/request.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { renderComment } from '../../src/report/markdown/comment.ts';
import { type SeenRequest, startFaultServer } from '../kit/fault-server.ts';
import { buildRepository, type Files } from '../kit/repository.ts';

const POLICY = '.github/prompt-eval-gate.yml';
const PROMPT = 'prompts/support.md';
const SUITE = 'evals/support.yml';
const TIERS = ['standard', 'enterprise'];
const EACH = 20;
const STRONG = 'openai:gpt-4.1-2025-04-14';
const WEAK = 'openai:gpt-4.1-nano-2025-04-14';

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const entry = ({ model = STRONG, suite = SUITE, path = PROMPT } = {}) =>
  `  - { path: ${path}, model: "${model}", suite: ${suite}, segment-by: vars.tier }\n`;
const policy = (...entries: string[]) => `prompts:\n${entries.join('')}`;
const GATE = (settings: string) => `gate: { ${settings} }\n`;

const prompt = (rule: string) =>
  `---\nparameters: { temperature: 0 }\n---\nYou help. ${rule}\nTier {{tier}}: {{question}}\n`;
const GOOD = prompt('Name the page.');
const BETTER = prompt('Name the page that helps.');
/** The model answers enterprise customers wrongly when a prompt says this. */
const HARMFUL = prompt('Escalate enterprise.');

type CaseOf = { tier: string; index: number; value: string };
const caseText = ({ tier, index, value }: CaseOf) =>
  `  - { id: ${tier}-${index}, vars: { tier: ${tier}, question: "number ${index}" }, assert: [{ type: icontains, value: ${value} }] }\n`;
/** The suite, or what a pull request makes of it: null leaves a case out. */
const suite = (change: (one: CaseOf) => CaseOf | null = (one) => one) => {
  const all = TIERS.flatMap((tier) =>
    Array.from({ length: EACH }, (_, index) => change({ tier, index, value: 'settings' })),
  );
  return `tests:\n${all.map((one) => (one === null ? '' : caseText(one))).join('')}`;
};
const withoutEnterprise = suite((one) => (one.tier === 'enterprise' && one.index >= 8 ? null : one));
const loosened = suite((one) => (one.tier === 'enterprise' ? { ...one, value: 'e' } : one));

const BASE: Files = { [POLICY]: policy(entry()), [PROMPT]: GOOD, [SUITE]: suite(), 'README.md': 'Acme.\n' };

/** What the harmful prompt, and the weak model, are blocked for. */
const WORSE = [{ kind: 'regression', segment: 'enterprise' }, { kind: 'overall-regression' }];

const textOf = ({ body }: SeenRequest) => JSON.stringify(body.messages);
function answer(request: SeenRequest): string {
  const harms = textOf(request).includes('Escalate enterprise') || request.body.model === WEAK.slice(7);
  return harms && textOf(request).includes('Tier enterprise') ? 'A colleague calls.' : 'Open Settings.';
}

/** The gate on a pull request that makes this edit; `asked` are the requests to the model. */
async function judge(edit: Files, base: Files = BASE, changes: Partial<GateRequest> = {}) {
  const [server, repository] = await Promise.all([
    startFaultServer((request) => ({ kind: 'answer', text: answer(request) })),
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
        anthropic: { apiKey: undefined, baseUrl: undefined },
      },
    },
    offline: false,
    version: '0.0.0',
    log: () => {},
    ...changes,
  });
  return { result, asked: server.seen, models: new Set(server.seen.map(({ body }) => body.model)) };
}

describe('a pull request that edits only the suite', () => {
  test('says first, a segment at a time, which cases it removes', async () => {
    const { result, asked } = await judge({ [SUITE]: withoutEnterprise });
    expect(asked).toEqual([]);
    expect(result).toMatchObject({ verdict: 'pass', prompts: [{ change: 'suite', verdict: 'not-run' }] });
    expect(JSON.stringify(result.prompts[0]?.notices)).toContain('enterprise: 12 of 20 cases removed');
  });

  test('says which it loosens', async () => {
    const { result } = await judge({ [SUITE]: loosened });
    expect(JSON.stringify(result.prompts[0]?.notices)).toContain('enterprise: 20 of 20 cases loosened');
  });

  test('is blocked where the policy of the base says so, whatever its own says', async () => {
    const base = { ...BASE, [POLICY]: `${policy(entry())}${GATE('on-weaker-suite: block')}` };
    const { result } = await judge({ [SUITE]: withoutEnterprise, [POLICY]: policy(entry()) }, base);
    expect(result).toMatchObject({
      verdict: 'block',
      prompts: [{ verdict: 'block', reasons: [{ kind: 'weaker-suite', segment: 'enterprise' }] }],
    });
  });

  test('may add cases, reword and move them where a weaker suite blocks', async () => {
    const strict = `${policy(entry())}${GATE('on-weaker-suite: block')}`;
    const moved = strict.replace(SUITE, 'evals/all.yml');
    const renamed = suite().replaceAll('id: enterprise-', 'id: big-');
    const edit = { [SUITE]: null, 'evals/all.yml': renamed, [POLICY]: moved };
    const { result } = await judge(edit, { ...BASE, [POLICY]: strict });
    expect(result.verdict).toBe('pass');
  });
});

test('a pull request that breaks nothing but a script of the suite is an error, not a suite that is valid', async () => {
  const scripted = suite().replaceAll(
    'type: icontains, value: settings',
    'type: script, value: checks/page.mjs',
  );
  const script = 'export default (answer) => answer.includes("Settings");';
  const base = { ...BASE, [SUITE]: scripted, 'evals/checks/page.mjs': script };
  const { result: sound } = await judge({ 'evals/checks/page.mjs': `${script}\n` }, base);
  expect(sound).toMatchObject({ verdict: 'pass', prompts: [{ change: 'suite' }] });
  const { result, asked } = await judge({ 'evals/checks/page.mjs': script.replace('=>', '=>>') }, base);
  expect(result).toMatchObject({
    verdict: 'error',
    errors: [{ message: expect.stringContaining('The script evals/checks/page.mjs cannot be used') }],
  });
  expect(asked).toEqual([]);
});

describe('a pull request that edits prompt and suite together', () => {
  test('is asked the cases that it removes', async () => {
    const none = suite((one) => (one.tier === 'enterprise' ? null : one));
    const { result } = await judge({ [PROMPT]: HARMFUL, [SUITE]: none });
    expect(result).toMatchObject({
      verdict: 'block',
      prompts: [{ reasons: WORSE, suite: { cases: 40 } }],
    });
  });

  test('is asked the cases that it loosens as they stood, beside its own', async () => {
    const { result } = await judge({ [PROMPT]: HARMFUL, [SUITE]: loosened });
    expect(result).toMatchObject({ verdict: 'block', prompts: [{ suite: { cases: 60 } }] });
    expect(result.prompts[0]?.newlyFailing.map(({ id }) => id)).toContain('enterprise-3 (as at the base)');
  });

  test('cannot crowd the cases of the base out of the sample with easy ones of its own', async () => {
    const easy = Array.from({ length: 300 }, (_, index) =>
      caseText({ tier: 'enterprise', index: 1000 + index, value: 'e' }),
    );
    const crowded = `${suite()}${easy.join('')}`;
    const base = { ...BASE, [POLICY]: `${policy(entry())}smoke: { cases: 20, extend-to: 20 }\n` };
    const { result } = await judge({ [PROMPT]: HARMFUL, [SUITE]: crowded }, base);
    expect(result).toMatchObject({ verdict: 'block', prompts: [{ reasons: WORSE }] });
  });

  test('is told of changed cases that it can no longer be asked as they stood, and blocked where that blocks', async () => {
    const needs = suite().replaceAll('question:', 'topic: t, question: "x", was:');
    const base = { ...BASE, [POLICY]: `${policy(entry())}${GATE('on-weaker-suite: block')}` };
    const edit = { [PROMPT]: `${BETTER}{{topic}}\n`, [SUITE]: needs };
    const { result } = await judge(edit, base);
    const kinds = result.prompts[0]?.reasons.map(({ kind }) => kind);
    expect(result.verdict).toBe('block');
    expect(kinds).toContain('weaker-suite');
    expect(result.prompts[0]?.notices).toContainEqual(
      expect.objectContaining({ code: 'base-cases-completed', cases: 40, variables: ['topic'] }),
    );
  });

  test('is asked its own cases alone where the policy says so', async () => {
    const base = { ...BASE, [POLICY]: `${policy(entry())}${GATE('suite: head')}` };
    const { result } = await judge({ [PROMPT]: HARMFUL, [SUITE]: loosened }, base);
    expect(result).toMatchObject({ verdict: 'pass', prompts: [{ suite: { cases: 40 } }] });
  });

  test('is told which cases of the base can no longer be asked, and why', async () => {
    const asksMore = HARMFUL.replace('Tier', 'In {{language}}. Tier');
    const own = suite((one) => (one.index < 12 ? one : null)).replaceAll(
      'vars: {',
      'vars: { language: English,',
    );
    const { result } = await judge({ [PROMPT]: asksMore, [SUITE]: own });
    expect(result).toMatchObject({ verdict: 'block', prompts: [{ suite: { cases: 24 } }] });
    const told = result.prompts[0]?.notices.map(({ text }) => text).join('\n');
    expect(told).toContain('enterprise: 8 of 20 cases removed');
    expect(told).toMatch(/16 cases of the base cannot be asked any more: .*language/);
  });
});

describe('a pull request that changes the model in the policy', () => {
  test('has the new model compared with the old one', async () => {
    const { result, models } = await judge({ [POLICY]: policy(entry({ model: WEAK })) });
    expect(models).toEqual(new Set([STRONG.slice(7), WEAK.slice(7)]));
    expect(result).toMatchObject({
      verdict: 'block',
      policySource: { changed: true },
      prompts: [
        {
          change: 'policy',
          because: [POLICY],
          baseline: { model: STRONG },
          candidate: { model: WEAK },
          reasons: WORSE,
        },
      ],
    });
  });

  test('also behind an alias; a prompt that does not use it is not asked', async () => {
    const alias = (model: string) => `models: { answers: "${model}" }\n`;
    const other = 'prompts/other.md';
    const entries = policy(entry({ model: 'answers' }), entry({ path: other }));
    const base = { ...BASE, [other]: GOOD, [POLICY]: `${entries}${alias(STRONG)}` };
    const { result } = await judge({ [POLICY]: `${entries}${alias(WEAK)}` }, base);
    expect(result.prompts).toMatchObject([{ path: PROMPT, change: 'policy', verdict: 'block' }]);
  });

  test('has thresholds, addresses and segments of the base', async () => {
    const lax = `${policy(entry({ model: 'answers' }).replace(', segment-by: vars.tier', ''))}models: { answers: { provider: openai, model: gpt-4.1-nano-2025-04-14, base-url: "http://127.0.0.1:9/v1" } }\n${GATE('alpha: 0.000001, min-effect: 99')}`;
    const base = {
      ...BASE,
      [POLICY]: `${policy(entry({ model: 'answers' }))}models: { answers: "${STRONG}" }\n`,
    };
    const { result } = await judge({ [POLICY]: lax }, base);
    expect(result).toMatchObject({
      verdict: 'block',
      policy: { gate: { alpha: 0.05 } },
      prompts: [{ reasons: WORSE }],
    });
  });

  test('has a prompt measured as a new one that could not be read before: its own template engine is not the base’s', async () => {
    const statement = prompt('{% if tier == "enterprise" %}Escalate enterprise.{% endif %}');
    const withEngine = policy(entry().replace('path:', 'template: jinja, path:'));
    const { result } = await judge({ [POLICY]: withEngine }, { ...BASE, [PROMPT]: statement });
    expect(result.prompts).toMatchObject([
      { path: PROMPT, change: 'policy', baseline: null, notices: [{ code: 'baseline-unusable' }] },
    ]);
    const again = { ...BASE, [PROMPT]: statement, [POLICY]: withEngine };
    expect((await judge({ 'README.md': 'Acme!\n' }, again)).result.prompts).toEqual([]);
  });

  test('may not name an address of its own that a key would go to', async () => {
    const own = `${policy(entry({ model: 'mine' }))}models: { mine: { provider: openai, model: m, base-url: "http://127.0.0.1:9/v1" } }\n`;
    const { result, asked } = await judge({ [POLICY]: own });
    expect(result.verdict).toBe('error');
    expect(result.errors[0]?.message).toContain('base-url');
    expect(asked).toEqual([]);
  });

  test('is not judged for an edit that changes nothing of what is asked', async () => {
    const { result } = await judge({ [POLICY]: `${policy(entry())}${GATE('alpha: 0.1')}` });
    expect(result).toMatchObject({ verdict: 'pass', prompts: [], notices: [{ code: 'policy-edited' }] });
  });

  test('is told which settings it changes, from what to what, at most ten of them, with no effect of their texts', async () => {
    const many = Array.from({ length: 9 }, (_, index) => `  m${index}: openai:gpt-4.1-2025-04-14\n`).join('');
    const own = `${policy(entry())}  - "none/[@all]/**"\n${GATE('alpha: 0.2')}cost: { max-token-increase: 50% }\nmodels:\n${many}`;
    const base = { ...BASE, [POLICY]: `${policy(entry())}${GATE('alpha: 0.05, min-effect: 1')}` };
    const { result } = await judge({ [POLICY]: own }, base);
    expect(result.errors).toEqual([]);
    const [notice] = result.notices;
    expect(notice?.text).toContain(
      '`gate.alpha` from `0.05` to `0.2`; `gate.min-effect` from `1` to not set; ',
    );
    expect(notice?.text).toContain('`cost.max-token-increase` from not set to `50%`');
    expect(notice?.text).toContain(
      '; 3 more settings. It lowers the bar: `cost.max-token-increase` from 10% to 50%; `cost.max-cost-increase` from 10% to 50%. Limits and rules are those of the base until this is merged',
    );
    expect(renderComment(result, { resultLocation: 'the job summary' })).toContain(
      '`prompts[none/[@\u200ball]/**]`',
    );
  });

  test('is told which prompts it breaks by requiring pinned models', async () => {
    const moving = policy(entry({ model: 'openai:gpt-4.1' }), entry({ path: 'prompts/pinned.md' }));
    const base = { ...BASE, 'prompts/pinned.md': GOOD, [POLICY]: moving };
    const { result } = await judge({ [POLICY]: `${moving}require-pinned-models: true\n` }, base);
    expect(result.verdict).toBe('pass');
    expect(result.notices).toContainEqual(
      expect.objectContaining({ code: 'prompts-not-pinned', gravity: 'alarm', prompts: [PROMPT] }),
    );
    const after = await judge(
      { [PROMPT]: BETTER },
      { ...base, [POLICY]: `${moving}require-pinned-models: true\n` },
    );
    expect(after.result.errors[0]?.message).toContain('is not pinned');
  });

  test('keeps the policy in force in the result where the pull request has a mistake', async () => {
    const base = { ...BASE, [POLICY]: `${policy(entry())}${GATE('alpha: 0.01')}` };
    const edit = {
      [POLICY]: `${policy(entry(), entry({ path: 'prompts/absent.md' }))}${GATE('alpha: 0.01')}`,
    };
    const { result } = await judge(edit, base);
    expect(result.errors[0]?.message).toContain('There is no prompt');
    expect(result).toMatchObject({ policySource: { revision: 'base' }, policy: { gate: { alpha: 0.01 } } });
    expect(renderHtml(result)).toContain('as it is at the base');
  });

  test('that cannot be read is not taken for the defaults', async () => {
    const { result } = await judge({ [PROMPT]: BETTER }, { ...BASE, [POLICY]: 'prompts: [\n' });
    expect(result).toMatchObject({ verdict: 'error', policySource: { revision: 'unread' } });
    expect(renderHtml(result)).toContain('which could not be read');
  });

  test('is told which prompts it takes from the watch, and judges them still', async () => {
    const edit = {
      [PROMPT]: HARMFUL,
      'prompts/b.md': GOOD,
      [POLICY]: policy(entry({ path: 'prompts/b.md' })),
    };
    const { result } = await judge(edit);
    expect(result.prompts).toMatchObject([{ change: 'added' }, { path: PROMPT, verdict: 'block' }]);
    expect(result.notices).toContainEqual(
      expect.objectContaining({ code: 'prompts-leave-watch', prompts: [PROMPT], gravity: 'alarm' }),
    );
  });

  test('counts a new judge as a change of the suites that it judges, and of no others', async () => {
    const [judged, rubric] = ['prompts/judged.md', 'evals/judged.yml'];
    const entries = policy(entry(), entry({ path: judged, suite: rubric }));
    const base = {
      ...{ ...BASE, [judged]: GOOD, [POLICY]: entries },
      [rubric]: suite().replaceAll('type: icontains, value: settings', 'type: llm-rubric, value: Is kind.'),
    };
    const { result } = await judge({ [POLICY]: `${entries}judge: { model: "${STRONG}" }\n` }, base);
    expect(result.prompts).toMatchObject([{ path: judged, change: 'suite', because: [POLICY] }]);
  });

  test('counts as a change of the suite where the suite or the segments change', async () => {
    const edits: Files[] = [
      { [POLICY]: policy(entry({ suite: 'evals/easy.yml' })), 'evals/easy.yml': loosened },
      { [POLICY]: policy(entry().replace('vars.tier', 'vars.question')) },
    ];
    for (const edit of edits) {
      const { result } = await judge(edit);
      expect(result.prompts).toMatchObject([{ change: 'suite', verdict: 'not-run' }]);
      expect(result.prompts[0]?.because).toContain(POLICY);
    }
  });
});

describe('a base without a policy', () => {
  const named = 'support.prompt.yml';
  const file = (rule: string) =>
    `model: ${STRONG}\nmodelParameters: { temperature: 0 }\nmessages:\n  - { role: system, content: "${rule}" }\n  - { role: user, content: "Tier {{tier}}: {{question}}" }\n`;
  const tiers = suite().replaceAll('vars:', 'segment: all, vars:');
  const base: Files = { [named]: file('Help.'), 'support.suite.yml': tiers };

  test.each(['none/**', '!support.prompt.yml'])('is not told by the head to watch less: %s', async (glob) => {
    const edit = {
      [named]: file('Escalate enterprise.'),
      [POLICY]: `prompts: ["extra/**", "${glob}"]\n${GATE('alpha: 0.00001')}`,
    };
    const { result } = await judge(edit, base);
    expect(result).toMatchObject({
      verdict: 'block',
      policySource: { revision: 'defaults', changed: true },
      policy: { gate: { alpha: 0.05 } },
      prompts: [{ path: named }],
    });
  });

  test('without a key for the model, a fork is an error and no pass', async () => {
    const edit = { [named]: file('Escalate enterprise.'), [POLICY]: 'prompts: ["none/**"]\n' };
    const nobody = { apiKey: undefined, baseUrl: undefined };
    const credentials = { providers: { openai: nobody, anthropic: nobody } };
    const { result } = await judge(edit, base, { credentials, policyFrom: 'base' });
    expect(result.verdict).toBe('error');
  });

  test('has what the first policy adds watched, with the model and the suite that it names', async () => {
    const bare: Files = { [PROMPT]: GOOD, [SUITE]: suite() };
    const { result, models } = await judge({ [PROMPT]: HARMFUL, [POLICY]: policy(entry()) }, bare);
    expect(models).toEqual(new Set([STRONG.slice(7)]));
    expect(result).toMatchObject({
      verdict: 'block',
      prompts: [{ path: PROMPT, change: 'modified', baseline: { model: STRONG } }],
    });
  });
});

describe('a pull request that adds a prompt', () => {
  const fresh = 'prompts/fresh.md';

  test('has it judged by the entry that it brings', async () => {
    const edit = { [fresh]: GOOD, [POLICY]: policy(entry(), entry({ path: fresh })) };
    const { result, asked } = await judge(edit);
    expect(result.prompts).toMatchObject([{ path: fresh, change: 'added', baseline: null }]);
    expect(asked).toHaveLength(2 * EACH);
  });

  test('and has a file that was not watched compared with what it was', async () => {
    const edit = { [fresh]: HARMFUL, [POLICY]: policy(entry(), entry({ path: fresh })) };
    const { result } = await judge(edit, { ...BASE, [fresh]: GOOD });
    expect(result).toMatchObject({ verdict: 'block', prompts: [{ path: fresh, change: 'modified' }] });
  });

  test('is told that nothing watches it, with the entry to write', async () => {
    const { result } = await judge({ 'prompts/new.prompty': `---\nname: New\n---\nsystem:\nHelp.\n` });
    expect(result).toMatchObject({
      verdict: 'pass',
      prompts: [],
      notices: [{ code: 'unwatched-prompt', path: 'prompts/new.prompty' }],
    });
    const { result: about } = await judge({ 'docs/readme.md': 'Read me.\n' });
    expect(about.notices).toEqual([]);
  });
});

test('an include whose name stands escaped in the prompt file is seen to change', async () => {
  const path = 'prompts/support.json';
  const messages = String.raw`[{ "role": "system", "content": "{% include \"ru\u006ces.md\" %}" },
  { "role": "user", "content": "Tier {{ tier }}: {{ question }}" }]`;
  const base: Files = {
    [path]: messages,
    'prompts/rules.md': 'Help.',
    [POLICY]: policy(entry({ path }).replace('path:', 'template: jinja, path:')),
    [SUITE]: suite(),
  };
  const { result } = await judge({ 'prompts/rules.md': 'Escalate enterprise.' }, base);
  expect(result).toMatchObject({ verdict: 'block', prompts: [{ path, change: 'include' }] });
});

describe('a new prompt beside a deleted one with the same suite', () => {
  const rewritten = prompt('Escalate enterprise. Everything else is told in wholly other words than before.');

  test.each(['prompts/helper.md', 'prompts/support.txt'])('is compared with it: %s', async (path) => {
    const edit = { [PROMPT]: null, [path]: rewritten.repeat(3), [POLICY]: policy(entry({ path })) };
    const { result } = await judge(edit);
    expect(result).toMatchObject({
      verdict: 'block',
      prompts: [{ path, change: 'renamed', baseline: { path: PROMPT } }],
    });
    expect(result.prompts).toHaveLength(1);
  });

  test('also where a copy of the deleted one takes its place', async () => {
    const [copy, real] = ['prompts/copy.md', 'prompts/real.md'];
    const edit = {
      ...{ [PROMPT]: null, [copy]: GOOD, [real]: rewritten.repeat(3) },
      [POLICY]: policy(entry({ path: copy }), entry({ path: real })),
    };
    const { result } = await judge(edit);
    expect(result.prompts.find(({ path }) => path === real)).toMatchObject({ verdict: 'block' });
  });

  test('is an error beside two of them, so that nobody chooses the weaker one', async () => {
    const weaker = 'prompts/another.md';
    const path = 'prompts/new.md';
    const edit = {
      ...{ [PROMPT]: null, [weaker]: null, [path]: rewritten.repeat(3) },
      [POLICY]: policy(entry({ path })),
    };
    const base = { ...BASE, [weaker]: HARMFUL, [POLICY]: policy(entry(), entry({ path: weaker })) };
    const { result, asked } = await judge(edit, base);
    expect(result).toMatchObject({
      verdict: 'error',
      errors: [
        { message: expect.stringContaining(`as much of the suite of ${weaker} as of that of ${PROMPT}`) },
      ],
    });
    expect(asked).toEqual([]);
  });

  test('is new where the cases are others', async () => {
    const path = 'prompts/other.md';
    const other = suite().replaceAll('number', 'order').replaceAll('id: ', 'id: other-');
    const edit = {
      ...{ [PROMPT]: null, [path]: rewritten.repeat(3), 'evals/other.yml': other },
      [POLICY]: policy(entry({ path, suite: 'evals/other.yml' })),
    };
    const { result } = await judge(edit);
    expect(result.prompts).toMatchObject([
      { path, change: 'added' },
      { path: PROMPT, change: 'deleted' },
    ]);
  });
});

test('a prompt is not compared with a worse one that is moved to the name of another', async () => {
  const draft = 'drafts/new.md';
  const base = {
    ...BASE,
    [POLICY]: `prompts:\n  - prompts/*.md\n${entry()}`,
    [draft]: HARMFUL,
    'evals/new.yml': suite((one) => (one.index < 12 ? { ...one, index: one.index + 100 } : null)),
  };
  const { result } = await judge(
    {
      [PROMPT]: null,
      [draft]: null,
      'prompts/new.md': HARMFUL,
      [POLICY]: `prompts:\n  - prompts/*.md\n${entry({ path: 'prompts/new.md' })}`,
    },
    base,
  );
  expect(result.verdict).not.toBe('pass');
});

test('a folder of prompts that becomes a symbolic link is refused, not deleted', async () => {
  const base = { ...BASE, [POLICY]: 'prompts: ["prompts/*.md"]\n' };
  const { result } = await judge(
    { [PROMPT]: null, 'evil/support.md': 'Something else.\n', prompts: { symlink: 'evil' } },
    base,
  );
  expect(result.verdict).toBe('error');
  expect(result.errors[0]?.message).toContain('symbolic link');
});

test('a better prompt with the suite of the base passes', async () => {
  const { result } = await judge({ [PROMPT]: BETTER });
  expect(result).toMatchObject({ verdict: 'pass', prompts: [{ change: 'modified', suite: { cases: 40 } }] });
});
