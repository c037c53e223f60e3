import type { Stage } from './stage.ts';
import type { Story } from './story.ts';

/** What follows the merge of the example's pull request. */
export const story: Story = {
  layer: 'registry',
  play,
  left: ({ repository, remote }) => [
    `The clone is ${repository}, its remote ${remote}.`,
    'There, every command of the registry works; `git log -p origin/prompt-registry` shows the log.',
  ],
  gone: 'All of it was in a temporary folder. With --keep DIR it stays, to look at and to go on.',
};

async function play({ git, say, run, mergePullRequest }: Stage): Promise<void> {
  say('A support prompt serves customers in production. Its registry begins with what main has:');
  await run('workflow', ['record', '--adopt']);

  say('\nThe pull request "When in doubt, escalate" is merged although the gate blocked it. Staging takes');
  say('what main has; production takes what passes, and this does not (exit code 1):');
  await mergePullRequest();
  await run('workflow', ['record'], 1);

  say('\nSomebody overrides that, with a reason, which stays visible:');
  const why = 'fewer invented figures before the audit';
  await run('release manager', ['promote', 'support', '--to', 'production', '--reason', why]);
  const whileBad = new Date().toISOString();
  await run('on call', ['status']);

  say('\nStandard customers are sent to a specialist whom they do not have. On call takes it back:');
  const reason = 'standard customers are handed over to nobody';
  await run('on call', ['rollback', 'support', '--env', 'production', '--reason', reason]);

  say('\nLater somebody asks what production served when the tickets came in, and what it serves now:');
  await run('on call', ['at', whileBad, 'support', '--env', 'production']);
  await run('on call', ['at', 'now', 'support', '--env', 'production']);

  say(
    '\nThe bad version is held, so nothing brings it back. Main reverts the edit: no new version, 1.0.0 again:',
  );
  await git('revert', '--no-edit', 'HEAD');
  await git('push', '--quiet', 'origin', 'main');
  await run('workflow', ['record']);
  await run('on call', ['history', 'support']);

  say('\nAnd everything that the registry says can be replayed:');
  await run('auditor', ['verify']);
  say('');
}
