import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startModels } from '../../kit/models.ts';
import { answerOf, buildRegistryTeam, goodPrompt, policyWith } from '../../kit/registry-team.ts';
import { PROMPT } from '../../kit/support.ts';

const POLICY = policyWith(
  'registry: { environments: { production: { promote: on-merge, pinned: false } } }\n',
);
const ROLLBACK = ['rollback', 'support', '--env', 'production', '--reason', 'wrong limits'];

test('two people who take back the bad version at once go one version back, and the slower one is told', async () => {
  const models = await startModels(answerOf);
  await using team = await buildRegistryTeam({ environment: models.environment, policy: POLICY });
  for (const saying of ['Two.', 'Three.', '']) {
    await team.run('record', { withoutKey: true });
    if (saying) await team.merge({ [PROMPT]: goodPrompt(saying) });
  }
  const { bare } = team;
  const branch = 'refs/heads/prompt-registry';
  const before = (await bare.git('rev-parse', branch)).trim();
  const other = await team.another();
  await other.git('config', 'user.name', 'Ada');
  await other.git('config', 'user.email', 'ada@example.com');
  expect(await team.run(ROLLBACK, { clone: other })).toMatchObject({ code: 0 });
  const after = (await bare.git('rev-parse', branch)).trim();
  await bare.git('update-ref', 'refs/heads/kept', after);
  await bare.git('update-ref', branch, before);
  // The other's push arrives while this one's is on its way.
  const hook = join(bare.root, '.git/hooks/pre-receive');
  await mkdir(join(bare.root, '.git/hooks'), { recursive: true });
  await writeFile(
    hook,
    `#!/bin/sh\n[ -e arrived ] && exit 0\n: > arrived\nenv -u GIT_QUARANTINE_PATH git update-ref ${branch} ${after}\n`,
  );
  await chmod(hook, 0o755);

  const slower = await team.run(ROLLBACK);

  expect(slower.output).toMatch(
    /^support 1\.2\.0 was taken back by Ada \(wrong limits\) at the same time: 1\.1\.0 serves in production\. Nothing was changed\./,
  );
  expect(slower.code).toBe(1);
  expect(await team.json('at now support')).toMatchObject({ version: '1.1.0' });
  await models.stop();
});
