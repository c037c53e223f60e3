import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { startModels } from '../../kit/models.ts';
import { answerOf, badPrompt, buildRegistryTeam, goodPrompt } from '../../kit/registry-team.ts';
import { KEY } from '../../kit/stage.ts';
import { PROMPT } from '../../kit/support.ts';
import { terminal } from '../../kit/terminal.ts';

test('a team’s week: recorded, promoted, refused, overridden, rolled back, asked about, tampered with', async () => {
  const models = await startModels(answerOf);
  await using team = await buildRegistryTeam({ environment: models.environment });
  const transcript: string[] = [];
  const say = async (...words: string[]) => {
    const { exitCode, stdout, stderr } = await terminal(words, {
      directory: team.clone.root,
      environment: { OPENAI_API_KEY: KEY, ...models.environment },
    });
    const typed = words.map((word) => (word.includes(' ') ? `"${word}"` : word)).join(' ');
    transcript.push(`$ prompt-eval-gate ${typed}\n${stdout}${stderr}[${exitCode}]\n`);
    return { exitCode, stdout, stderr };
  };

  const monday = await say('record');
  expect(monday.stdout).toContain('support 1.0.0  promoted to production');
  expect(monday.exitCode).toBe(0);

  await team.merge(
    { [PROMPT]: goodPrompt('Name the page, and the button.') },
    'Name the button as well (#12)',
  );
  const tuesday = await say('record');
  expect(tuesday.stdout).toContain('support 1.1.0  promoted to production');

  await team.merge({ [PROMPT]: badPrompt() }, 'Be brief (#13)');
  const wednesday = await say('record');
  expect(wednesday.exitCode).toBe(1);
  expect(wednesday.stdout).toContain('support 1.2.0 is worse than what serves in production');

  const override = await say(
    'promote',
    'support',
    '--to',
    'production',
    '--reason',
    'the customer asked for it',
  );
  expect(override.exitCode).toBe(0);
  expect((await say('status')).stdout).toMatch(/production[\s\S]*1\.2\.0 .*,[^\n]*\n\s+overridden/);

  const duringTheIncident = new Date().toISOString();
  const rollback = await say('rollback', 'support', '--env', 'production', '--reason', 'it answers nothing');
  expect(rollback.exitCode).toBe(0);
  expect(rollback.stdout).toContain('support in production: 1.2.0 → 1.1.0');

  const at = await say('at', duringTheIncident, 'support', '--env', 'production');
  expect(at.stdout).toContain('production served support 1.2.0 to everybody');
  expect(at.stdout).toContain('“the customer asked for it”');
  expect((await say('history', 'support')).stdout).toContain('“Be brief” (#13)');
  expect((await say('history', 'support', '--diff', '1.1.0..1.2.0')).stdout).toContain('BROKEN');
  expect((await say('verify')).exitCode).toBe(0);

  await using stranger = await team.bare.clone({ branch: 'prompt-registry' });
  const pointer = 'environments/production/pointer.json';
  const text = await stranger.git('show', `HEAD:${pointer}`);
  await stranger.write({ [pointer]: text.replace('"1.1.0"', '"1.2.0"') });
  await stranger.commit('tidy up');
  await stranger.git('push', '--quiet', 'origin', 'HEAD:prompt-registry');
  const verified = await say('verify');
  expect(verified.exitCode).toBe(1);
  expect(verified.stdout).toContain('environments/production/pointer.json serves something other');
  await models.stop();
  if (process.env.TRANSCRIPT) await writeFile(process.env.TRANSCRIPT, transcript.join('\n'));
});
