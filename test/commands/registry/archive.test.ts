import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AskedModel, startModels } from '../../kit/models.ts';
import {
  answerOf,
  buildRegistryTeam,
  goodPrompt,
  policyWith,
  type RegistryTeam,
} from '../../kit/registry-team.ts';
import { CONFIG, PROMPT } from '../../kit/support.ts';

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());

const REGISTRY = `registry:
  environments:
    staging: { promote: on-merge, pinned: false }
    production: { promote: on-merge, pinned: false }
  publish: [{ directory: published }]
`;

/** A team whose prompt serves in both environments, and is gone from main. */
async function teamWithoutPrompt(): Promise<RegistryTeam> {
  const team = await buildRegistryTeam({ environment: models.environment, policy: policyWith(REGISTRY) });
  await team.run('record', { withoutKey: true });
  await team.merge({ [PROMPT]: goodPrompt('Two.') });
  await team.run('record', { withoutKey: true });
  await team.merge({ [PROMPT]: null, [CONFIG]: REGISTRY }, 'Remove the support prompt');
  await team.run('record', { withoutKey: true });
  return team;
}

async function publishedPrompts(team: RegistryTeam, environment: string) {
  const path = join(team.clone.root, 'published', environment, 'pointer.json');
  const { serial, prompts } = JSON.parse(await readFile(path, 'utf8'));
  return { serial, prompts: Object.keys(prompts) };
}

test('a prompt that main removed serves until it is archived, and is published nowhere afterwards', async () => {
  await using team = await teamWithoutPrompt();
  expect((await team.run('status')).output).toMatch(/support {2}1\.1\.0 .*nothing \(it was removed\)/);
  expect(await publishedPrompts(team, 'production')).toEqual({ serial: 2, prompts: ['support'] });

  const archived = await team.run(['archive', 'support', '--reason', 'the product is gone']);
  expect(archived).toMatchObject({ code: 0, output: 'support is archived.\nPublished to published/.\n' });
  expect(await publishedPrompts(team, 'staging')).toEqual({ serial: 3, prompts: [] });
  expect(await publishedPrompts(team, 'production')).toEqual({ serial: 3, prompts: [] });

  expect(await team.json('verify')).toMatchObject({ ok: true });
  expect((await team.run('status')).output).not.toContain('support');
  expect((await team.run('status support')).output).toContain('nothing any more');
  expect(await team.json('at now support --env production')).toMatchObject({
    version: null,
    served: [],
    event: { type: 'withdrawn', reason: 'the product is gone' },
  });
  expect((await team.run('at now support --env production')).output).toContain(
    'production served nothing of support any more (serial 3).',
  );
  expect((await team.run('rollback support --env production --reason x')).output).toContain(
    'support was withdrawn from production, so there is nothing to take back.',
  );
  expect((await team.run('archive support')).output).toBe('support is archived already.\n');
});

test('a prompt that comes back with another text is registered above its archived versions and serves', async () => {
  await using team = await teamWithoutPrompt();
  await team.run('archive support');
  await team.merge({ [PROMPT]: goodPrompt('Three.'), [CONFIG]: policyWith(REGISTRY) });
  expect((await team.run('record', { withoutKey: true })).output).toContain('support 1.2.0');
  expect((await team.json('status')).environments.production).toMatchObject({
    serial: 4,
    prompts: { support: { versions: { '1.2.0': { status: 'active' } } } },
  });
  expect(await team.json('verify')).toMatchObject({ ok: true });
});

test('a prompt that main has is archived version by version', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment });
  await team.run('record', { withoutKey: true });
  const { code, messages } = await team.run('archive support');
  expect(code).toBe(2);
  expect(messages).toContain('support is on main, so only single versions of it can be archived.');
});
