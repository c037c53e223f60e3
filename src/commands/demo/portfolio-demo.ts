import { PORTFOLIO_FOLDER } from '../../domain/portfolio.ts';
import type { Stage } from './stage.ts';
import type { Story } from './story.ts';

const PORTFOLIO = `${PORTFOLIO_FOLDER}/support.yml`;
const OWNERS = '.github/CODEOWNERS';

/** Everybody keeps 1.0.0; what follows is what each pull request says of enterprise. */
const portfolio = (weights: string) => `owner: "@acme/support-ai"
environment: production
unit: user_id
segment-by: customer_tier
safe: 1.0.0
weights:
${weights}limits: { concentration: 60% }
guards:
  - { metric: resolved, worse-by: 0, alpha: 0.01, action: rollback }
`;

const EVERYBODY = '  "*": { 1.0.0: 50%, 1.1.0: 50% }\n';
const ENTERPRISE = '  "*":        { 1.0.0: 100% }\n  enterprise: { 1.1.0: 100% }\n';

/** How a portfolio gives a version to the segment that it helps, and to nobody else. */
export const story: Story = {
  layer: 'registry',
  play,
  left: ({ repository, remote }) => [`The clone is ${repository}, its remote ${remote}.`],
  gone: 'All of it was in a temporary folder. With --keep DIR it stays, to look at and to go on.',
};

async function play(stage: Stage): Promise<void> {
  const { git, say, run, mergePullRequest } = stage;
  await stage.write({ [OWNERS]: `/${PORTFOLIO_FOLDER}/ @acme/support-ai\n` });
  await git('commit', '--quiet', '--message', 'Portfolios belong to the support AI team');
  await git('push', '--quiet', 'origin', 'main');
  say('A support prompt serves customers in production. Its registry begins with what main has:');
  await run('workflow', ['record', '--adopt']);

  say(
    '\nThe edit "When in doubt, escalate" helps enterprise and ruins standard. It is merged all the same, by the',
  );
  say('label `accept-regression`; production does not take it (exit code 1):');
  await mergePullRequest();
  await run('workflow', ['record'], 1);

  say(
    '\nA portfolio would give half of everybody to it. The gate says who would pay, and blocks (exit code 1):',
  );
  await propose(stage, 'half', portfolio(EVERYBODY));
  await run('reviewer', ['gate', '--base', 'origin/main', '--head', 'half'], 1);

  say('\nAnother gives it to enterprise, and to nobody else:');
  await propose(stage, 'enterprise', portfolio(ENTERPRISE));
  await run('reviewer', ['gate', '--base', 'origin/main', '--head', 'enterprise']);

  say('\nThat is merged, and `record` sets the weights:');
  await git('checkout', '--quiet', 'main');
  await git('merge', '--quiet', '--squash', 'enterprise');
  await git('commit', '--quiet', '--message', 'Give 1.1.0 to enterprise (#14)');
  await git('push', '--quiet', 'origin', 'main');
  await run('workflow', ['record']);

  say(
    '\nEnterprise is escalated when in doubt; standard and premium are answered as before: nobody pays for it.',
  );
  const asked = (segment: string) => [
    'at',
    'now',
    'support',
    '--env',
    'production',
    '--unit',
    'u-1',
    '--segment',
    segment,
  ];
  await run('on call', asked('enterprise'));
  await run('on call', asked('standard'));

  say('\nAnd everything that the registry says can be replayed:');
  await run('auditor', ['verify']);
  say('');
}

/** A branch off main with this portfolio. */
async function propose(stage: Stage, branch: string, text: string): Promise<void> {
  await stage.git('checkout', '--quiet', '-b', branch, 'main');
  await stage.write({ [PORTFOLIO]: text });
  await stage.git('commit', '--quiet', '--message', `Portfolio of support: ${branch}`);
}
