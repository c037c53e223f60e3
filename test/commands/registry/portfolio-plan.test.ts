import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type AskedModel, startModels } from '../../kit/models.ts';
import { buildRegistryTeam, goodPrompt, policyWith, type RegistryTeam } from '../../kit/registry-team.ts';
import type { Files } from '../../kit/repository.ts';
import { CONFIG, PROMPT } from '../../kit/support.ts';

let models: AskedModel;
beforeAll(async () => {
  models = await startModels((system, user) =>
    system.includes('RUIN') && user.includes('[standard]') ? 'I do not know.' : 'Open Settings > Backups.',
  );
});
afterAll(() => models.stop());
beforeEach(() => models.reset());

const TWO_ENVIRONMENTS = policyWith(
  'registry: { environments: { staging: { promote: by-hand }, production: { promote: by-hand, evidence: {} } }, metrics: { resolved: binary } }\n',
);
const PORTFOLIO = '.github/prompt-portfolios/support.yml';

function portfolioFile(weights: Record<string, string>, limits = '{ concentration: 60% }'): string {
  const segments = Object.entries(weights).map(([segment, ofSegment]) => `  "${segment}": ${ofSegment}\n`);
  return `owner: "@acme/support-ai"
environment: production
unit: user_id
segment-by: customer_tier
safe: 1.0.0
weights:
${segments.join('')}allocator: { kind: fixed }
limits: ${limits}
guards:
  - { metric: resolved, worse-by: 0, alpha: 0.01, action: rollback }
`;
}

/** Production serves 1.0.0; 1.1.0 is registered, and worse for standard. */
async function teamWithTwoVersions(): Promise<RegistryTeam> {
  const policy = policyWith(
    'registry: { environments: { production: { promote: by-hand, evidence: {} } }, metrics: { resolved: binary } }\n',
  );
  const team = await buildRegistryTeam({
    environment: models.environment,
    policy,
    files: { '.github/CODEOWNERS': '/.github/prompt-portfolios/ @acme/support-ai\n' },
  });
  await team.run('record');
  await team.run('promote support --to production --reason first');
  await team.merge({ [PROMPT]: goodPrompt('RUIN.') });
  await team.run('record');
  return team;
}

/** The gate's result on a branch with these files. */
async function gateOf(team: RegistryTeam, files: Files) {
  const { clone } = team;
  await clone.git('switch', '--quiet', '--create', `edit-${Math.random().toString(16).slice(2)}`, 'main');
  await clone.write(files);
  await clone.commit('edit');
  const paths = ['result.json', 'comment.md', 'page.html'].map((name) => join(clone.root, '.git', name));
  const [json = '', markdown = '', page = ''] = paths;
  const ended = await team.run(
    `gate --base main --head HEAD --json ${json} --markdown ${markdown} --html ${page}`,
  );
  await clone.switch('main');
  const [result = '', comment = ''] = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return { ...ended, result: JSON.parse(result), comment };
}

test('a portfolio that gives a version the segment that it helps passes, and the plan says who serves what', async () => {
  await using team = await teamWithTwoVersions();
  const { code, result, comment, output } = await gateOf(team, {
    [PORTFOLIO]: portfolioFile({ '*': '{ 1.0.0: 100% }', enterprise: '{ 1.0.0: 50%, 1.1.0: 50% }' }),
  });
  expect(result.errors).toEqual([]);
  expect(code).toBe(0);
  expect(result.portfolioPlans).toMatchObject([
    { prompt: 'support', environment: 'production', blocks: false },
  ]);
  const [plan] = result.portfolioPlans;
  const enterprise = plan.segments.find(({ name }: { name: string }) => name === 'enterprise');
  expect(enterprise.weights).toContainEqual({ version: '1.1.0', before: 0, after: 0.5 });
  expect(comment.replaceAll('\u00a0', ' ')).toContain('`1.1.0` comes to 50 % of `enterprise`.');
  expect(output).toContain('enterprise  ██████████████  ███████░░░░░░░');
});

test('what a limit or the evidence does not allow blocks the merge, and no label accepts it', async () => {
  await using team = await teamWithTwoVersions();
  const everybody = await gateOf(team, { [PORTFOLIO]: portfolioFile({ '*': '{ 1.0.0: 50%, 1.1.0: 50% }' }) });
  expect(everybody.code).toBe(1);
  expect(everybody.result.verdict).toBe('block');
  const concentrated = await gateOf(team, {
    [PORTFOLIO]: portfolioFile({ '*': '{ 1.0.0: 100% }', enterprise: '{ 1.0.0: 10%, 1.1.0: 90% }' }),
  });
  expect(concentrated.code).toBe(1);
  expect(concentrated.result.portfolioPlans[0].limits).toContainEqual(
    expect.objectContaining({
      kind: 'concentration',
      segment: 'enterprise',
      version: '1.1.0',
      state: 'broken',
    }),
  );
});

test('limits become looser only in a pull request that changes nothing else', async () => {
  await using team = await teamWithTwoVersions();
  const weights = { '*': '{ 1.0.0: 100% }', enterprise: '{ 1.0.0: 50%, 1.1.0: 50% }' };
  await team.merge({ [PORTFOLIO]: portfolioFile(weights) });
  await team.run('record');
  const both = await gateOf(team, {
    [PORTFOLIO]: portfolioFile(
      { ...weights, enterprise: '{ 1.0.0: 45%, 1.1.0: 55% }' },
      '{ concentration: 90% }',
    ),
  });
  expect(both).toMatchObject({ code: 1, result: { portfolioPlans: [{ loosensBesides: true }] } });
  const alone = await gateOf(team, { [PORTFOLIO]: portfolioFile(weights, '{ concentration: 90% }') });
  expect(alone).toMatchObject({ code: 0, result: { portfolioPlans: [{ blocks: false }] } });
});

test('an environment that is renamed leaves no portfolio behind, and no limit', async () => {
  await using team = await teamWithTwoVersions();
  const weights = { '*': '{ 1.0.0: 100% }', enterprise: '{ 1.0.0: 50%, 1.1.0: 50% }' };
  await team.merge({ [PORTFOLIO]: portfolioFile(weights) });
  const renamed = {
    [CONFIG]: policyWith(
      'registry: { environments: { prod: { promote: by-hand, evidence: {} } }, metrics: { resolved: binary } }\n',
    ),
  };
  const alone = await gateOf(team, renamed);
  expect(alone).toMatchObject({ code: 2, result: { errors: [{ place: `${PORTFOLIO}:2:14` }] } });

  await team.merge(renamed);
  const repair = portfolioFile({ ...weights, '*': '{ 1.0.0: 50%, 1.1.0: 50% }' }, '{ concentration: 90% }');
  const { result } = await gateOf(team, {
    [PORTFOLIO]: repair.replace('environment: production', 'environment: prod'),
  });
  expect(result).toMatchObject({ portfolioPlans: [{ limitsFrom: 'base', loosensBesides: true }] });
});

test('a metric that is renamed leaves no guard behind', async () => {
  await using team = await teamWithTwoVersions();
  const withMetric = (name: string) => ({
    [CONFIG]: policyWith(`registry:
  environments: { production: { promote: by-hand, evidence: {} } }
  metrics: { ${name}: binary }
`),
  });
  const weights = { '*': '{ 1.0.0: 100% }', enterprise: '{ 1.0.0: 50%, 1.1.0: 50% }' };
  await team.merge({ [PORTFOLIO]: portfolioFile(weights), ...withMetric('resolved') });
  expect(await gateOf(team, withMetric('solved'))).toMatchObject({
    code: 2,
    result: { errors: [{ place: `${PORTFOLIO}:12:15` }] },
  });

  await team.merge({ [PORTFOLIO]: portfolioFile(weights).replace('resolved', 'resolvd') });
  const recorded = await team.run('record');
  expect(recorded.code).toBe(1);
  expect(recorded.output).toContain('weights of .github/prompt-portfolios/support.yml are not set');
  expect(recorded.output).toContain('Did you mean "resolved"?');
});

test('a portfolio that goes to another environment is told: its limits end where it was', async () => {
  await using team = await teamWithTwoVersions();
  const weights = { '*': '{ 1.0.0: 100% }' };
  await team.merge({ [PORTFOLIO]: portfolioFile(weights), [CONFIG]: TWO_ENVIRONMENTS });
  const { result } = await gateOf(team, {
    [PORTFOLIO]: portfolioFile(weights).replace('environment: production', 'environment: staging'),
  });
  expect(JSON.stringify(result.notices)).toContain('its limits no longer hold in `production`');
});

test('a mistake in a portfolio is an error with its place, before anything is asked', async () => {
  await using team = await teamWithTwoVersions();
  models.reset();
  const { code, result } = await gateOf(team, {
    [PORTFOLIO]: portfolioFile({ '*': '{ 1.0.0: 90%, 1.7.0: 10% }' }),
    [PROMPT]: goodPrompt('Another.'),
  });
  expect(code).toBe(2);
  expect(result.errors).toMatchObject([{ place: `${PORTFOLIO}:7:22` }]);
  expect(models.calls()).toBe(0);
});

test('a registry that cannot be read leaves the plan unknown, which is no pass', async () => {
  await using team = await teamWithTwoVersions();
  await team.bare.git('update-ref', '-d', 'refs/heads/prompt-registry');
  const { code, result } = await gateOf(team, { [PORTFOLIO]: portfolioFile({ '*': '{ 1.0.0: 100% }' }) });
  expect(code).toBe(2);
  expect(result.verdict).toBe('error');
});

/** Without the breaks that make it fit a terminal. */
const inOneLine = (output: string) => output.replace(/\s+/g, ' ');

test('a portfolio is deleted, or taken elsewhere, only in a pull request that does nothing else', async () => {
  await using team = await teamWithTwoVersions();
  const weights = { '*': '{ 1.0.0: 100% }', enterprise: '{ 1.0.0: 50%, 1.1.0: 50% }' };
  await team.merge({ [PORTFOLIO]: portfolioFile(weights), [CONFIG]: TWO_ENVIRONMENTS });
  await team.run('record');
  const alone = await gateOf(team, { [PORTFOLIO]: null });
  expect(alone.code).toBe(0);
  expect(alone.output).toContain('the portfolio of support in production is deleted');
  expect(alone.output).not.toContain('✔ no prompt changed');

  const beside = await gateOf(team, { [PORTFOLIO]: null, 'README.md': 'Another.\n' });
  expect(beside).toMatchObject({ code: 1, result: { looserPortfolios: [{ how: 'ends', blocks: true }] } });
  expect(inOneLine(beside.output)).toContain(
    'is deleted beside other changes: do that in a pull request of its own — merge blocked',
  );

  const elsewhere = portfolioFile(weights).replace('environment: production', 'environment: staging');
  const moved = await gateOf(team, { [PORTFOLIO]: elsewhere, 'README.md': 'Another.\n' });
  expect(moved).toMatchObject({ code: 1, result: { looserPortfolios: [{ how: 'moves', blocks: true }] } });
});

test('what everybody gets where a portfolio ends is told before it does', async () => {
  await using team = await teamWithTwoVersions();
  const weights = { '*': '{ 1.0.0: 100% }', enterprise: '{ 1.0.0: 50%, 1.1.0: 50% }' };
  const onMerge = policyWith('registry: { environments: { production: { promote: on-merge } } }\n');
  await team.merge({ [PORTFOLIO]: portfolioFile(weights), [CONFIG]: onMerge });
  await team.run('record');
  const { result } = await gateOf(team, { [PORTFOLIO]: null });
  expect(result.looserPortfolios).toMatchObject([{ next: { version: '1.1.0', trips: [] } }]);
  // Where the portfolio stays, it decides, and nothing is said to be promoted.
  const kept = policyWith(
    'registry: { environments: { production: { promote: on-merge, pinned: false } } }\n',
  );
  const edited = await gateOf(team, { [CONFIG]: kept });
  expect(edited.result.registryPlan.promotions).toEqual([]);
});

test('the metric of a guard is counted otherwise only in a pull request that does nothing else', async () => {
  await using team = await teamWithTwoVersions();
  const withMetric = (kind: string, promote = 'by-hand') => ({
    [CONFIG]: policyWith(`registry:
  environments: { production: { promote: ${promote}, evidence: {} } }
  metrics: { resolved: ${kind} }
`),
  });
  const weights = { '*': '{ 1.0.0: 100% }', enterprise: '{ 1.0.0: 50%, 1.1.0: 50% }' };
  await team.merge({ [PORTFOLIO]: portfolioFile(weights), ...withMetric('binary') });
  const wider = '{ kind: score, from: 0, to: 1000000 }';
  const alone = await gateOf(team, withMetric(wider));
  expect(alone).toMatchObject({ code: 0, result: { looserPortfolios: [{ how: 'metric', blocks: false }] } });
  expect(alone.output).toContain('the guards of support in production count resolved otherwise');
  expect(JSON.stringify(alone.result.notices)).toContain(
    'It lowers the bar: `registry.metrics.resolved` from binary, better higher to score from 0 to 1000000, better higher.',
  );
  const besides = await gateOf(team, withMetric(wider, 'on-pass'));
  expect(besides).toMatchObject({ code: 1, result: { verdict: 'block' } });
  expect(inOneLine(besides.output)).toContain(
    'count resolved otherwise beside other changes: do that in a pull request of its own — merge blocked',
  );
});
