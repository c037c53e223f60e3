import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newKeyPair } from '../../../src/registry/signatures.ts';
import { buildDriftTeam, drifted, type Provider, startProvider, usual } from '../../kit/drift-team.ts';
import { startGitHub } from '../../kit/github-server.ts';
import { buildRegistryTeam, policyWith } from '../../kit/registry-team.ts';
import { SUITE, SUITE_FILE } from '../../kit/support.ts';

let provider: Provider;

beforeAll(async () => {
  provider = await startProvider();
});
afterAll(() => provider.models.stop());
beforeEach(() => {
  Object.assign(provider, usual);
  provider.models.clear();
});

const accept = (...more: string[]) => [
  'drift',
  'support',
  '--accept',
  '--reason',
  'the vendor moved on',
  ...more,
];

test('an accepted drift is what counts from then on: who and why is in the log, and its issue is closed', async () => {
  const github = await startGitHub();
  await using team = await buildDriftTeam(provider);
  const environment = {
    GITHUB_TOKEN: await github.token(),
    GITHUB_REPOSITORY: 'acme/prompts',
    GITHUB_API_URL: github.url,
  };
  provider.isHelpful = (tier) => tier !== 'enterprise';
  expect(await team.run('drift', { environment })).toMatchObject({ code: 1 });
  provider.models.clear();
  const planned = await team.run(accept('--dry-run'), { environment });
  expect(planned.output).toContain('Dry run');
  expect(await github.issues()).toMatchObject([{ state: 'open' }]);
  const { code, output } = await team.run(accept(), { environment, withoutKey: true });
  expect(output).toMatch(/support 1\.0\.0 in production is held against its answers of \S+ from now on\./);
  expect(code).toBe(0);
  expect(provider.models.calls()).toBe(0);
  expect(await github.issues()).toMatchObject([{ state: 'closed' }]);
  const { environments } = await team.json('status');
  expect(environments.production.prompts.support.drift).toMatchObject([
    { verdict: 'drifted', accepted: { by: 'Grace', reason: 'the vendor moved on' } },
  ]);
  expect((await team.run('status')).output).toContain('drifted, accepted');
  expect(await drifted(team)).toMatchObject({ looks: [{ verdict: 'clean' }] });
  provider.isHelpful = () => false;
  expect(await drifted(team)).toMatchObject({ looks: [{ verdict: 'drifted', cause: 'model' }] });
  expect(await team.run('verify')).toMatchObject({ code: 0 });
  await github.close();
});

test('a segment that is asked otherwise is known again once its last look was accepted', async () => {
  await using team = await buildDriftTeam(provider);
  await team.merge({ [SUITE]: SUITE_FILE.replace(/(customer_tier: enterprise[^\n]*?)number/g, '$1nr') });
  expect(await drifted(team)).toMatchObject({ looks: [{ because: ['segment-not-compared'] }] });
  expect(
    await drifted(team, 'drift support@1.0.0 --accept --env production --reason reworded'),
  ).toMatchObject({
    accepted: [{ environment: 'production', prompt: 'support', version: '1.0.0', verdict: 'undecided' }],
  });
  expect(await drifted(team)).toMatchObject({ looks: [{ verdict: 'clean' }] });
});

test('what is clean, accepted already or was never looked at is not accepted, and a reason is needed', async () => {
  await using team = await buildDriftTeam(provider);
  expect((await team.run(accept())).messages).toContain(
    'The last look at support 1.0.0 in production never was.',
  );
  await team.run('drift');
  const clean = await team.run(accept());
  expect(clean.messages).toContain('The last look at support 1.0.0 in production was clean.');
  expect(clean.code).toBe(2);
  provider.isHelpful = () => false;
  await team.run('drift');
  expect((await team.run('drift support --accept')).messages).toContain('--reason is missing.');
  expect((await team.run('drift --accept --reason why')).messages).toContain('--accept needs the names');
  expect((await team.run('drift support --env production')).messages).toContain('belong to `--accept`');
  expect((await team.run(accept('--propose=openai:gpt-5'))).messages).toContain('`--accept` keeps this one');
  expect(await team.run(accept())).toMatchObject({ code: 0 });
  expect((await team.run(accept())).messages).toContain('is accepted already.');
});

test('where the registry is signed, only the promotion key accepts, and a forged acceptance is found', async () => {
  const [promotion, pointer] = [newKeyPair(), newKeyPair()];
  const environment = {
    PROMPT_PROMOTION_KEY: promotion.privateKey,
    PROMPT_POINTER_KEY: pointer.privateKey,
  };
  await using team = await buildRegistryTeam({
    environment: provider.models.environment,
    policy: policyWith(`registry:
  environments: { production: { promote: on-pass } }
  signing: { promotion: ["${promotion.publicKey}"], pointer: ["${pointer.publicKey}"] }
`),
  });
  expect(await team.run('record', { environment })).toMatchObject({ code: 0 });
  provider.isHelpful = () => false;
  expect(await team.run('drift', { environment })).toMatchObject({ code: 1 });
  const onCall = { PROMPT_POINTER_KEY: pointer.privateKey };
  const refused = await team.run(accept(), { environment: onCall });
  expect(refused.messages).toContain('PROMPT_PROMOTION_KEY');
  expect(refused.code).toBe(2);
  expect(await team.run(accept(), { environment })).toMatchObject({ code: 0 });
  expect(await team.run('verify')).toMatchObject({ code: 0 });
});
