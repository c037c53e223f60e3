import { afterEach, expect, test } from 'vitest';
import { gate } from '../../src/commands/gate.ts';
import { renderHtml } from '../../src/report/html/page.ts';
import { renderJUnit } from '../../src/report/junit.ts';
import { renderComment } from '../../src/report/markdown/comment.ts';
import { type SeenRequest, startFaultServer } from '../kit/fault-server.ts';
import { buildRepository, type Files } from '../kit/repository.ts';

const POLICY = '.github/prompt-eval-gate.yml';
const EACH = 30;

const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const prompt = (rule: string) => `You help. ${rule}\nTier {{tier}}: {{question}}\n`;
const suite = `tests:\n${['standard', 'enterprise']
  .flatMap((tier) =>
    Array.from(
      { length: EACH },
      (_, index) =>
        `  - { id: ${tier}-${index}, vars: { tier: ${tier}, question: "number ${index}." }, assert: [{ type: icontains, value: settings }] }\n`,
    ),
  )
  .join('')}`;
const entry = (rules: string, path = 'a.md') =>
  `  - { path: ${path}, model: "openai:gpt-4.1-2025-04-14", suite: suite.yml, segment-by: vars.tier${rules} }\n`;
const policy = (...entries: string[]) => `prompts:\n${entries.join('')}`;

/** By a vague prompt, 8 of 30 enterprise customers are answered wrongly. */
function answer({ body }: SeenRequest): string {
  const text = JSON.stringify(body.messages);
  return text.includes('vague') && /Tier enterprise: number [0-7]\./.test(text)
    ? 'Somewhere.'
    : 'Open Settings.';
}

/** Asked for it, enterprise customers are answered at length; undefined for all others. */
function longAnswer({ body }: SeenRequest): unknown {
  const text = JSON.stringify(body.messages);
  if (!text.includes('at length') || !text.includes('Tier enterprise')) return undefined;
  return {
    choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Open Settings.' } }],
    usage: { prompt_tokens: 10, completion_tokens: 20 },
  };
}

async function judge(base: Files, edit: Files) {
  const [server, repository] = await Promise.all([
    startFaultServer((request) => ({ kind: 'answer', text: answer(request), body: longAnswer(request) })),
    buildRepository(base),
  ]);
  cleanUps.push(server.close, repository.dispose);
  await repository.branch('edit');
  await repository.write(edit);
  await repository.commit('edit');
  const none = { apiKey: undefined, baseUrl: undefined };
  return await gate({
    directory: repository.root,
    base: 'main',
    head: { kind: 'revision', ref: 'edit' },
    configPath: POLICY,
    credentials: { providers: { openai: { apiKey: 'key', baseUrl: server.openai }, anthropic: none } },
    offline: false,
    version: '0.0.0',
    log: () => {},
  });
}

const GOOD = prompt('Name the page.');
const VAGUE = prompt('Be vague.');
const LENIENT = ', segments: { enterprise: { min-effect: 40 } }, gate: { min-effect: 40 }';

test('a prompt is judged by the rules of its entry, and another by the policy’s', async () => {
  const base = {
    [POLICY]: policy(entry(LENIENT), entry(', smoke: { cases: 20, extend-to: 20 }', 'b.md')),
    ...{ 'a.md': GOOD, 'b.md': GOOD, 'suite.yml': suite },
  };
  const result = await judge(base, { 'a.md': VAGUE, 'b.md': VAGUE });
  const [a, b] = result.prompts;
  expect(a).toMatchObject({ path: 'a.md', verdict: 'pass', suite: { sampled: 60 } });
  expect(a?.policy?.segments?.enterprise?.minEffect).toBe(0.4);
  expect(b).toMatchObject({ path: 'b.md', suite: { sampled: 40 }, policy: { smoke: { cases: 20 } } });
});

test('a pull request is judged by the rules that the base has for its prompt, and says that it lowers them', async () => {
  const base = { [POLICY]: policy(entry('')), 'a.md': GOOD, 'suite.yml': suite };
  const result = await judge(base, { 'a.md': VAGUE, [POLICY]: policy(entry(LENIENT)) });
  expect(result).toMatchObject({ verdict: 'block', prompts: [{ verdict: 'block' }] });
  expect(result.prompts[0]?.policy).toBeUndefined();
  const comment = renderComment(result);
  expect(comment).toContain('prompts[a.md].segments.enterprise.min-effect');
  expect(JSON.stringify(result.notices)).toContain(
    'It lowers the bar: `gate.min-effect` of `a.md` from 0 to 40',
  );
});

test('a new prompt is not judged by rules that the pull request states for it', async () => {
  const base = {
    [POLICY]: `${policy(entry(''))}gate: { min-pass-rate: 95% }\n`,
    ...{ 'a.md': GOOD, 'suite.yml': suite },
  };
  const own = policy(entry(''), entry(', gate: { min-pass-rate: off }', 'b.md'));
  const result = await judge(base, { 'b.md': VAGUE, [POLICY]: `${own}gate: { min-pass-rate: 95% }\n` });
  expect(result.prompts).toMatchObject([{ path: 'b.md', verdict: 'block' }]);
});

test('a segment is held against limits of its own, and every report says so', async () => {
  const limits = (most: string) =>
    `, gate: { margin: { segment: 50 } }, cost: { max-token-increase: off, max-cost-increase: off }, segments: { enterprise: { cost: { max-token-increase: ${most} } } }`;
  const base = { [POLICY]: policy(entry(limits('20%'))), 'a.md': GOOD, 'suite.yml': suite };
  const result = await judge(base, { 'a.md': prompt('Name the page, at length.') });
  expect(result).toMatchObject({
    verdict: 'block',
    prompts: [{ reasons: [{ kind: 'cost', segment: 'enterprise' }], cost: { label: 'within' } }],
  });
  const comment = renderComment(result).replace(/\u00a0/g, ' ');
  expect(comment).toMatch(
    /costs \*\*[\d.,]+ % more money a call\*\* in \*\*enterprise\*\*, over its limit — merge blocked/,
  );
  expect(comment).toContain('**Cost** 🛑');
  expect(comment).toMatch(
    /In `enterprise`: .* tokens \(CI .*; limit \+20 %\), over the limit; .* money a call \(/,
  );
  expect(renderJUnit(result)).toContain('name="tokens, enterprise"');
  expect(renderHtml(result)).toContain('over the limit</span>');
});

test('a limit of a segment of too few cases is told as such', async () => {
  const rules = `, smoke: { cases: 20, extend-to: 20 }, segments: { enterprise: { cost: { max-token-increase: 20% } } }`;
  const base = { [POLICY]: policy(entry(rules)), 'a.md': GOOD, 'suite.yml': suite };
  const result = await judge(base, { 'a.md': prompt('Name that page.') });
  const segments = [{ name: 'enterprise', cases: 20, families: 20, limits: ['tokens', 'money'] }];
  const told = expect.objectContaining({ code: 'segment-limits-not-judged', gravity: 'alarm', segments });
  expect(result.prompts[0]?.notices).toEqual(expect.arrayContaining([told]));
  expect(renderComment(result)).toContain('tokens, money a call in enterprise, of 20 cases. It takes 30.');
});

test('a limit of a segment of many cases and few families says of how many families', async () => {
  const rules = `, segments: { enterprise: { cost: { max-token-increase: 20% } } }`;
  const grouped = suite.replace(/- \{ id: (\w+)-(\d+)/g, (start, tier, index) => {
    return `${start}, group: ${tier}-${Number(index) % 5}`;
  });
  const base = { [POLICY]: policy(entry(rules)), 'a.md': GOOD, 'suite.yml': grouped };
  const result = await judge(base, { 'a.md': prompt('Name that page.') });
  const [enterprise] = result.prompts[0]?.segments.filter(({ name }) => name === 'enterprise') ?? [];
  expect(enterprise?.limits?.map(({ families, tooFew }) => [families, tooFew])).toEqual([
    [5, true],
    [5, true],
  ]);
  const comment = renderComment(result);
  expect(comment).toContain('in enterprise, of 5 families of cases. It takes 30.');
  expect(comment).toContain('not held against the limit: 5 families of cases, and it takes 30');
});
