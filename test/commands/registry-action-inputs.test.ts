import { expect, test } from 'vitest';
import { readInvocation } from '../../src/commands/options.ts';
import { actorOfRun, mainBranch, refuseUntrusted } from '../../src/commands/registry/action/event.ts';
import { actionCommand, keyVariables } from '../../src/commands/registry/action/inputs.ts';
import { COMMANDS } from '../../src/commands/table.ts';

const PLACE = { config: '.github/prompt-eval-gate.yml', base: '' };

function inputs(given: Record<string, string>) {
  return (name: string) => given[name] ?? '';
}

/** The arguments and the stated options that a command gets for these inputs. */
async function invocationOf(given: Record<string, string>, place = PLACE) {
  const { name, words } = actionCommand(inputs(given), place);
  const { command } = (await COMMANDS[name]?.()) ?? {};
  if (!command) throw new Error(`no command ${name}`);
  const { positionals, values } = readInvocation(words, command.options);
  const stated = Object.entries(values).filter(([, value]) => value !== undefined && value !== false);
  return { name, positionals, values: Object.fromEntries(stated) };
}

test.for([
  {
    given: {
      command: 'observe',
      files: 'logs/a.jsonl\n  logs/b c.csv\n',
      environment: 'production',
      from: 'csv',
    },
    becomes: {
      positionals: ['logs/a.jsonl', 'logs/b c.csv'],
      values: { programs: true, env: 'production', from: 'csv' },
    },
  },
  {
    given: { command: 'observe', files: 'a.jsonl', judge: 'true', out: 'judged.jsonl' },
    becomes: {
      positionals: ['a.jsonl'],
      values: { programs: true, judge: true, yes: true, out: 'judged.jsonl' },
    },
  },
  {
    given: { command: 'guard', files: 'calls.jsonl', webhook: 'https://hooks.example.com/secret' },
    becomes: {
      positionals: ['calls.jsonl'],
      values: { programs: true, webhook: 'https://hooks.example.com/secret' },
    },
  },
  {
    given: {
      ...{ command: 'drift', prompt: 'support', version: '1.4.0', accept: 'true' },
      ...{ environment: 'production', reason: 'the vendor changed the model' },
    },
    becomes: {
      positionals: ['support@1.4.0'],
      values: {
        ...{ accept: true, env: 'production', reason: 'the vendor changed the model' },
        ...{ yes: true, scripts: true, programs: true },
      },
    },
  },
  {
    given: { command: 'record', adopt: 'true' },
    becomes: { positionals: [], values: { adopt: true, yes: true, scripts: true, programs: true } },
  },
  {
    given: { command: 'promote', prompt: 'support', environment: 'production', version: '1.4.0' },
    becomes: { positionals: ['support@1.4.0'], values: { programs: true, to: 'production' } },
  },
  {
    given: { command: 'promote', prompt: 'support@1.4.0', environment: 'production', reason: '--why' },
    becomes: {
      positionals: ['support@1.4.0'],
      values: { programs: true, to: 'production', reason: '--why' },
    },
  },
  {
    given: {
      command: 'rollback',
      prompt: 'support',
      environment: 'production',
      version: '1.4.0',
      to: '1.2.0',
      reason: 'wrong limits',
      'dry-run': 'TRUE',
    },
    becomes: {
      positionals: ['support'],
      values: {
        programs: true,
        env: 'production',
        version: '1.4.0',
        to: '1.2.0',
        reason: 'wrong limits',
        'dry-run': true,
      },
    },
  },
  {
    given: { command: 'hold', prompt: 'support', environment: 'production', until: '2h', reason: 'x' },
    becomes: {
      positionals: ['support'],
      values: { programs: true, env: 'production', until: '2h', reason: 'x' },
    },
  },
  {
    given: { command: 'release', prompt: 'support', version: '1.4.0', environment: 'production' },
    becomes: { positionals: ['support@1.4.0'], values: { programs: true, env: 'production' } },
  },
  {
    given: { command: 'archive', prompt: 'support', version: '1.4.0', 'dry-run': 'false' },
    becomes: { positionals: ['support@1.4.0'], values: { programs: true } },
  },
  {
    given: { command: 'dashboard', out: 'site', environment: 'production', days: '90' },
    becomes: { positionals: [], values: { out: 'site', env: 'production', days: '90' } },
  },
  { given: { command: 'verify' }, becomes: { positionals: [], values: {} } },
  { given: { command: 'status' }, becomes: { positionals: [], values: {} } },
  { given: { command: 'status', prompt: '-x' }, becomes: { positionals: ['-x'], values: {} } },
  { given: { command: 'history', prompt: 'support' }, becomes: { positionals: ['support'], values: {} } },
  {
    given: { command: 'at', time: '2026-11-24T15:00Z', prompt: 'support', environment: 'staging' },
    becomes: { positionals: ['2026-11-24T15:00Z', 'support'], values: { env: 'staging' } },
  },
])('$given is the same command in a terminal', async ({ given, becomes }) => {
  const { name, positionals, values } = await invocationOf(given);
  expect(name).toBe(given.command);
  expect({ positionals, values }).toEqual({
    positionals: becomes.positionals,
    values: { config: PLACE.config, ...becomes.values },
  });
});

test('only commands that read main are told which branch it is', async () => {
  const place = { config: 'p.yml', base: 'origin/trunk' };
  expect((await invocationOf({ command: 'record' }, place)).values.base).toBe('origin/trunk');
  const promotion = { command: 'promote', prompt: 'support', environment: 'production' };
  expect((await invocationOf(promotion, place)).values.base).toBe('origin/trunk');
  expect((await invocationOf({ command: 'status' }, place)).values).toEqual({ config: 'p.yml' });
});

test.for([
  { given: { command: 'rolback' }, says: /is "rolback", which is no command\. Did you mean "rollback"\?/ },
  { given: { command: 'toString' }, says: /is "toString", which is no command/ },
  { given: { command: 'gate', prompt: 'support' }, says: /`gate` does not take the input `prompt`/ },
  { given: { command: 'promote', environment: 'production' }, says: /The input `prompt` is missing/ },
  { given: { command: 'promote', prompt: 'support' }, says: /The input `environment` is missing/ },
  {
    given: { command: 'rollback', prompt: 'support', environment: 'production', reason: ' ' },
    says: /The input `reason` is missing/,
  },
  { given: { command: 'archive', version: '1.4.0' }, says: /The input `prompt` is missing/ },
  { given: { command: 'at', prompt: 'support' }, says: /The input `time` is missing/ },
  {
    given: { command: 'record', environment: 'production' },
    says: /`record` does not take the input `environment`\. It is for promote, rollback, hold, release, observe, guard, drift, dashboard, at/,
  },
  { given: { command: 'status', shard: '1/2' }, says: /does not take the input `shard`\. It is for gate/ },
  { given: { command: 'verify', base: 'main' }, says: /does not take the input `base`/ },
  { given: { command: 'record', adopt: 'yes' }, says: /The input `adopt` is neither "true" nor "false"/ },
  {
    given: { command: 'promote', prompt: 'support@1.0.0', version: '1.1.0', environment: 'production' },
    says: /The version is named twice/,
  },
])('$given is a mistake that names the input', ({ given, says }) => {
  expect(() => actionCommand(inputs(given), PLACE)).toThrow(says);
});

test('keys among the inputs stand for the variables of a terminal', () => {
  expect(keyVariables(inputs({ 'promotion-key': ' a ', 'pointer-key': 'b' }))).toEqual({
    PROMPT_PROMOTION_KEY: 'a',
    PROMPT_POINTER_KEY: 'b',
  });
  expect(keyVariables(inputs({}))).toEqual({});
});

test.for(['pull_request', 'pull_request_target', 'issue_comment', 'merge_group', 'workflow_run', ''])(
  'nothing is written on the event "%s"',
  (event) => {
    expect(() => refuseUntrusted('record', event, {})).toThrow(/does not run on the event/);
  },
);

test('nothing is written in a fork', () => {
  expect(() => refuseUntrusted('rollback', 'workflow_dispatch', { repository: { fork: true } })).toThrow(
    /does not run in a fork/,
  );
  for (const event of ['push', 'schedule', 'workflow_dispatch', 'repository_dispatch']) {
    expect(() => refuseUntrusted('rollback', event, { repository: { fork: false } })).not.toThrow();
  }
});

test('the actor is who started this run; of a scheduled run, nobody', () => {
  const rerun = { GITHUB_ACTOR: 'ada', GITHUB_TRIGGERING_ACTOR: 'grace', GITHUB_EVENT_NAME: 'push' };
  expect(actorOfRun(rerun)).toBe('grace');
  expect(actorOfRun({ GITHUB_ACTOR: 'ada', GITHUB_EVENT_NAME: 'workflow_dispatch' })).toBe('ada');
  expect(actorOfRun({ ...rerun, GITHUB_EVENT_NAME: 'schedule' })).toBe('github-actions[bot]');
});

test('main is the default branch of the event, where it names one', () => {
  expect(mainBranch({ repository: { default_branch: 'trunk' } })).toBe('origin/trunk');
  expect(mainBranch({ repository: {} })).toBe('');
  expect(mainBranch(undefined)).toBe('');
});
