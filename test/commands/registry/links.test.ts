import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPrompts } from '../../../src/runtime/open.ts';
import { directory } from '../../../src/runtime/sources/directory.ts';
import { serveRepository } from '../../kit/git-server.ts';
import { type AskedModel, startModels } from '../../kit/models.ts';
import { answerOf, buildRegistryTeam, goodPrompt, policyWith } from '../../kit/registry-team.ts';
import { PROMPT } from '../../kit/support.ts';

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());

const POLICY = policyWith(`registry:
  environments: { production: { promote: on-merge, pinned: false } }
  publish: [{ directory: published }]
`);

test('an application finds the file of what it serves, also after a rollback from a clone by ssh', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment, policy: POLICY });
  const { clone, bare } = team;
  await using server = await serveRepository(bare.root);
  // The remote as people know it, and the server that stands in for it.
  const known = async (url: string) => {
    await clone.git('remote', 'set-url', 'origin', url);
    await clone.git('config', `url.${server.url}.insteadOf`, url);
  };
  await known('https://x-access-token:ghs_secret@github.com/acme/support.git');
  const first = (await clone.git('rev-parse', 'HEAD')).trim();
  await team.run('record', { withoutKey: true });
  const second = await team.merge({ [PROMPT]: goodPrompt('Two.') });
  await team.run('record', { withoutKey: true });

  const linked = async () => {
    const prompts = await openPrompts({
      environment: 'production',
      sources: [directory(join(clone.root, 'published'))],
    });
    const { version, source, edit } = prompts.get('support');
    await prompts.close();
    return { version, source, edit };
  };
  const edit = `https://github.com/acme/support/edit/main/${PROMPT}`;
  expect(await linked()).toEqual({
    ...{ version: '1.1.0', edit },
    source: `https://github.com/acme/support/blob/${second}/${PROMPT}`,
  });

  await known('git@github.com:fork/support.git');
  await team.run(['rollback', 'support', '--env', 'production', '--reason', 'wrong limits']);
  expect(await linked()).toEqual({
    ...{ version: '1.0.0', edit },
    source: `https://github.com/acme/support/blob/${first}/${PROMPT}`,
  });
  expect(await team.json('verify')).toMatchObject({ ok: true, problems: [] });
});

test('a remote that gets its address later is noted by the next record, and links are there after the next promotion', async () => {
  await using team = await buildRegistryTeam({ environment: models.environment, policy: POLICY });
  const { clone, bare } = team;
  await using server = await serveRepository(bare.root);
  await team.run('record', { withoutKey: true });
  const address = 'https://github.com/acme/support.git';
  await clone.git('remote', 'set-url', 'origin', address);
  await clone.git('config', `url.${server.url}.insteadOf`, address);
  const before = (await team.json('verify')).events;
  await team.run('record', { withoutKey: true });
  await team.run('record', { withoutKey: true });
  expect((await team.json('verify')).events).toBe(before + 1);

  await clone.git('config', '--unset', `url.${server.url}.insteadOf`);
  await clone.git('remote', 'set-url', 'origin', bare.root);
  await team.merge({ [PROMPT]: goodPrompt('Two.') });
  await team.run('record', { withoutKey: true });
  const prompts = await openPrompts({
    environment: 'production',
    sources: [directory(join(clone.root, 'published'))],
  });
  const { edit } = prompts.get('support');
  await prompts.close();
  expect(edit).toBe(`https://github.com/acme/support/edit/main/${PROMPT}`);
});
