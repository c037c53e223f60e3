import { readFile } from 'node:fs/promises';
import { ConfigurationError } from '../../../base/errors.ts';
import type { Json } from '../../../base/json.ts';
import { redisSecrets } from '../../../delivery/redis-url.ts';
import { DEFAULT_POLICY_PATH } from '../../../domain/policy.ts';
import { type AnswerCache, answerCache } from '../../../github/answer-cache.ts';
import { type CommandEnd, deliverCommand, logText, maskSecrets } from '../../../github/deliver-command.ts';
import { reportDirectoryOf, runOf, workspaceOf } from '../../../github/runner.ts';
import { credentialsFrom, secretsOf } from '../../../model/credentials.ts';
import { parseJson } from '../../../registry/events.ts';
import type { ExitCode, Terminal } from '../../command.ts';
import { problemText } from '../../command-line.ts';
import { readInvocation } from '../../options.ts';
import { COMMANDS } from '../../table.ts';
import { dropCopiedPending } from '../pending.ts';
import { actorOfRun, mainBranch, refuseUntrusted } from './event.ts';
import { actionCommand, type InputOf, keyVariables } from './inputs.ts';

const NOTE_IS_LOST =
  'The clone of this job is thrown away, and the note with it: run the workflow again, or the command in a terminal.';

export type ActionRequest = {
  inputOf: InputOf;
  /** Of the process. */
  environment: Readonly<NodeJS.ProcessEnv>;
  interruption: Terminal['interruption'];
};

/**
 * Runs a command of the registry as a step of a workflow: its outcome is the step's log, the job's summary and a file.
 * @returns whether the step succeeds: exit codes 1 and 2 both fail it.
 */
export async function runRegistryCommand(request: ActionRequest): Promise<boolean> {
  const { environment, inputOf } = request;
  const keys = keyVariables(inputOf);
  const credentials = credentialsFrom(environment, inputOf);
  const stated = [keys, environment].flatMap((each) => [each.PROMPT_PROMOTION_KEY, each.PROMPT_POINTER_KEY]);
  const token = inputOf('github-token') || environment.GITHUB_TOKEN || '';
  const secrets = [
    ...secretsOf(credentials),
    ...[...stated, token, inputOf('webhook')].flatMap((key) => key?.trim() || []),
    ...redisSecrets(environment),
  ];
  maskSecrets(secrets);
  const written = { output: '', messages: '' };
  let value: object | null = null;
  let cache: AnswerCache | null = null;
  const terminal: Terminal = {
    directory: workspaceOf(environment),
    environment: {
      ...environment,
      ...keys,
      GITHUB_ACTOR: actorOfRun(environment),
      GITHUB_TOKEN: token,
    },
    credentials,
    output: { write: (text) => (written.output += text) },
    messages: { write: (text) => logText(text, secrets) },
    packageDirectory: '',
    interruption: request.interruption,
    onOutcome: (outcome) => (value = outcome),
    async restoreAnswers(directory) {
      cache = cacheFor(environment, inputOf);
      await cache.restore(directory);
      await dropCopiedPending(directory);
    },
  };
  let exitCode: ExitCode = 2;
  try {
    exitCode = await runNamed(request, terminal);
    if (isUnrecorded(value)) written.messages = NOTE_IS_LOST;
  } catch (problem) {
    written.messages = await problemText(problem);
  }
  const end: CommandEnd = { command: inputOf('command'), exitCode, ...written, value };
  await deliverCommand({
    ...end,
    secrets,
    directory: reportDirectoryOf(environment, inputOf('report-directory')),
    hasSummary: Boolean(environment.GITHUB_STEP_SUMMARY),
  });
  await savedBy(cache);
  return exitCode === 0;
}

async function runNamed({ inputOf, environment }: ActionRequest, terminal: Terminal): Promise<ExitCode> {
  const payload = await readPayload(environment.GITHUB_EVENT_PATH);
  const base = inputOf('base') || mainBranch(payload);
  const asked = actionCommand(inputOf, { config: inputOf('config') || DEFAULT_POLICY_PATH, base });
  if (asked.writes) refuseUntrusted(asked.name, environment.GITHUB_EVENT_NAME ?? '', payload);
  const load = COMMANDS[asked.name];
  if (load === undefined) throw new Error(`no command ${asked.name}`);
  const { command } = await load();
  return await command.run(readInvocation(asked.words, command.options), terminal);
}

async function readPayload(path: string | undefined): Promise<Json | undefined> {
  const text = await readFile(path ?? '', 'utf8').catch((cause: unknown) => {
    throw new ConfigurationError('The event at GITHUB_EVENT_PATH cannot be read.', {
      remedy: 'The Action runs in a GitHub workflow only; in a terminal use the command itself.',
      cause,
    });
  });
  return parseJson(text);
}

/** Answers to whole suites on main are kept apart from those of the gate. */
function cacheFor(environment: Readonly<NodeJS.ProcessEnv>, inputOf: InputOf): AnswerCache {
  return answerCache({
    ...runOf(environment),
    scope: 'registry',
    gate: `registry ${inputOf('config') || DEFAULT_POLICY_PATH}`,
    workspace: workspaceOf(environment),
    log: (line) => logText(`${line}\n`, []),
  });
}

/** Whether it is a rollback that only the clone of this job knows of. */
function isUnrecorded(value: object | null): boolean {
  return (
    value !== null && 'recorded' in value && value.recorded === false && !('dryRun' in value && value.dryRun)
  );
}

async function savedBy(cache: AnswerCache | null): Promise<void> {
  await cache?.save();
}
