import { afterEach, expect, test } from 'vitest';
import { gate } from '../../src/commands/gate.ts';
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

async function judge(base: Files, edit: Files) {
  const [server, repository] = await Promise.all([
    startFaultServer((request) => ({ kind: 'answer', text: answer(request) })),
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
