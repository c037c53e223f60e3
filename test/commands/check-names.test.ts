import { expect, test } from 'vitest';
import { checkSnapshot } from '../../src/commands/check/check.ts';
import { checkJson } from '../../src/commands/check/json.ts';
import { renderCheck } from '../../src/commands/check/render.ts';
import { snapshotOf } from '../kit/snapshot.ts';

const POLICY = '.github/prompt-eval-gate.yml';
const NOBODY = { apiKey: undefined, baseUrl: undefined };

async function check(files: Record<string, string>) {
  return await checkSnapshot(snapshotOf(files), {
    configPath: POLICY,
    credentials: { providers: { openai: NOBODY, anthropic: NOBODY } },
    today: '2026-11-29',
  });
}

const SUITE = Array.from(
  { length: 24 },
  (_, index) =>
    `- { vars: { q: "question ${index}", tier: ${index % 2 ? 'enterprise' : 'standard'} }, assert: [{ type: contains, value: x }] }\n`,
).join('');

/** A repository with a registry, a prompt called support and its portfolio. */
function repository({
  registry = 'metrics: { resolved: binary, cost_usd: money }',
  policy = '',
  portfolio = 'support',
  segmentBy = 'tier',
  enterprise = 'enterprise',
  rest = '',
}) {
  return {
    [POLICY]: `prompts:
  - path: support.prompt.yml
    segment-by: vars.tier
registry:
  environments: { production: { promote: by-hand, evidence: {} } }
  ${registry}
${policy}`,
    'support.prompt.yml':
      'model: openai/gpt-5.4-2026-03-05\nmessages: [{ role: user, content: "{{q}} {{tier}}" }]\n',
    'support.suite.yml': SUITE,
    [`.github/prompt-portfolios/${portfolio}.yml`]: `owner: "@acme/ai"
environment: production
unit: user_id
segment-by: ${segmentBy}
safe: 1.0.0
weights:
  "*": { 1.0.0: 90%, 1.1.0: 10% }
  ${enterprise}: { 1.0.0: 100% }
${rest}`,
  };
}

/** Mistakes, and findings about names, as `id path:line:column message`. */
async function told(scene: Parameters<typeof repository>[0]): Promise<string[]> {
  const { findings } = checkJson(await check(repository(scene)));
  return findings
    .filter(({ id }) => ['not-valid', 'unknown-name'].includes(id))
    .map(
      ({ id, path, line, column, message, remedy }) => `${id} ${path}:${line}:${column} ${message} ${remedy}`,
    );
}

const JUDGED = (assertion: string) =>
  `metrics: { on_topic: { kind: binary, assert: [{ ${assertion} }] }, resolved: binary }`;

test('where every name is that of something, nothing is found', async () => {
  const rest = `guards:
  - { metric: resolved, action: rollback }
  - { metric: error, better: lower, action: alert }
  - { metric: cost_usd, better: lower, worse-by: 15%, action: alert }
`;
  expect(await told({ rest })).toEqual([]);
  const judge = 'judge: { model: anthropic:claude-haiku-4-5-20251001 }\n';
  expect(await told({ registry: JUDGED('type: llm-rubric, value: Says so.'), policy: judge })).toEqual([]);
});

test.each([
  [
    'a judge of no provider, which no suite asks',
    { policy: 'judge: { model: "anthropc:claude-haiku-4-5" }\n' },
    /^not-valid \.github\/prompt-eval-gate\.yml:7:8 no provider .* Did you mean "anthropic"\?/,
  ],
  [
    'a model for embeddings whose vendor has none',
    { policy: 'judge: { embedding-model: "anthropic:claude-haiku-4-5" }\n' },
    /^not-valid \.github\/prompt-eval-gate\.yml:7:8 .*makes no embeddings/,
  ],
  [
    'an assertion of a judged metric',
    { registry: JUDGED('type: llm-rubrik, value: Says so.') },
    /^not-valid \.github\/prompt-eval-gate\.yml:6:\d+ .*llm-rubrik.*Did you mean "llm-rubric"\?/,
  ],
  [
    'the judge of a judged metric, whatever judge the policy has',
    {
      registry: JUDGED('type: llm-rubric, value: Says so., provider: "opnai:gpt-5.4"'),
      policy: 'judge: { model: anthropic:claude-haiku-4-5-20251001 }\n',
    },
    /^not-valid \.github\/prompt-eval-gate\.yml:6:\d+ no provider .* Did you mean "openai"\?/,
  ],
  [
    'the metric of an allocator',
    { rest: 'allocator: { kind: thompson, metric: resolvd }\n' },
    /^not-valid \.github\/prompt-portfolios\/support\.yml:9:38 .* Did you mean "resolved"\?/,
  ],
  [
    'a segment with weights',
    { enterprise: 'enterprize' },
    /^unknown-name \.github\/prompt-portfolios\/support\.yml:8:3 No case .* Did you mean "enterprise"\?/,
  ],
  [
    'the attribute that tells the segment',
    { segmentBy: 'tyer' },
    /^unknown-name \.github\/prompt-portfolios\/support\.yml:4:13 .* Did you mean "tier"\?/,
  ],
  [
    'the prompt of a portfolio',
    { portfolio: 'suport' },
    /^unknown-name \.github\/prompt-portfolios\/suport\.yml:null:null .* Did you mean "support"\?/,
  ],
  [
    'a segment of the policy',
    { registry: 'segments: [standrad, enterprise]' },
    /^unknown-name \.github\/prompt-eval-gate\.yml:6:14 .* Did you mean "standard"\?/,
  ],
  [
    'a guard where the policy declares no metric',
    { registry: 'segments: []', rest: 'guards: [{ metric: resolved, action: hold }]\n' },
    /^not-valid \.github\/prompt-portfolios\/support\.yml:9:20 .*judges nothing/,
  ],
  [
    'a guard that takes more money for better',
    { rest: 'guards: [{ metric: cost_usd, better: higher, action: hold }]\n' },
    /^not-valid \.github\/prompt-portfolios\/support\.yml:9:38 .*a higher cost_usd counts as better/,
  ],
])('%s is told once, at its place', async (_, scene, expected) => {
  expect(await told(scene)).toEqual([expect.stringMatching(expected)]);
});

test.each([
  [
    'a segment that only production has, and the policy declares',
    { registry: 'segments: [trial]', enterprise: 'trial' },
  ],
  [
    'segments whose names are near to one another on purpose',
    { registry: 'segments: [standard, standard2, enterprise]' },
  ],
  ['short names, which are near by chance', { registry: 'segments: [es, en]' }],
  ['a portfolio of a prompt that the repository has no more', { portfolio: 'billing' }],
])('%s: nothing is told', async (_, scene) => {
  expect(await told(scene)).toEqual([]);
});

test('a mistake of the policy makes it not valid, for people too', async () => {
  const text = renderCheck(await check(repository({ policy: 'judge: { model: "anthropc:x" }\n' })));
  expect(text).toContain(`Policy: ${POLICY}, 1 mistake.`);
  expect(text).toContain(`✗ ${POLICY}\n    ${POLICY}:7:8: no provider is known`);
  const asked = await check({
    ...repository({ policy: 'judge: { model: "anthropc:x" }\n' }),
    'support.suite.yml': '- { vars: { q: a, tier: b }, assert: [{ type: llm-rubric, value: x }] }\n',
  });
  expect(checkJson(asked).findings.filter(({ message }) => message.includes('anthropc'))).toHaveLength(1);
});
