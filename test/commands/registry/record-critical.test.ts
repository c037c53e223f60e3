import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type AskedModel, startModels } from '../../kit/models.ts';
import { answerOf, buildRegistryTeam, goodPrompt, type RegistryTeam } from '../../kit/registry-team.ts';
import { PROMPT, SUITE, SUITE_FILE } from '../../kit/support.ts';

let models: AskedModel;
beforeAll(async () => {
  models = await startModels(answerOf);
});
afterAll(() => models.stop());
beforeEach(() => models.reset());

const CRITICAL = 'enterprise 3\n';

/** A registry whose first version serves, and main with a second; one case is critical. */
async function secondVersion(): Promise<RegistryTeam> {
  const suite = SUITE_FILE.replace(CRITICAL, `${CRITICAL}    critical: true\n`);
  const team = await buildRegistryTeam({ environment: models.environment, files: { [SUITE]: suite } });
  await team.run('record');
  await team.merge({ [PROMPT]: goodPrompt('Second.') });
  models.clear();
  return team;
}

/** The first so many answers to the critical case are bad. */
function failFirst(times: number): () => number {
  let asked = 0;
  models.answerBy((system, user) => {
    if (!user.includes('[enterprise] Where do I find backup number 3?')) return answerOf(system);
    asked += 1;
    return asked <= times ? 'I do not know.' : answerOf(system);
  });
  return () => asked;
}

test('a critical case that fails once is asked twice more, and a version that passes then is promoted', async () => {
  await using team = await secondVersion();
  const asked = failFirst(1);
  const { code, output } = await team.run('record');
  expect(output).toContain('support 1.1.0  promoted to production');
  expect(code).toBe(0);
  expect(asked()).toBe(3);
  expect(await team.run('verify')).toMatchObject({ code: 0 });
});

test('one that fails three times is lost, and one that passes is asked once', async () => {
  await using team = await secondVersion();
  const asked = failFirst(3);
  const { code, output } = await team.run('record');
  expect(output).toContain('support 1.1.0 fails a critical case that passes in production.');
  expect(code).toBe(1);
  expect(asked()).toBe(3);
  const again = failFirst(0);
  await team.merge({ [PROMPT]: goodPrompt('Third.') });
  expect(await team.run('record')).toMatchObject({ code: 0 });
  expect(again()).toBe(1);
});
