import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { debug, getInput, info, setSecret } from '@actions/core';
import { ConfigurationError, GateFailure } from './base/errors.ts';
import { NPX_COMMAND } from './base/product.ts';
import { isSecret, redact, redactText } from './base/redact.ts';
import { keepHeapSmall } from './base/small-heap.ts';
import { version } from './base/version.ts';
import { gateWithCases } from './commands/gate.ts';
import { redactedCases } from './commands/redacted-cases.ts';
import { shard as answerShard, type ShardOutcome } from './commands/shard.ts';
import type { ShardInput } from './compare/shards/shard.ts';
import type { Credentials } from './domain/answer.ts';
import { DEFAULT_POLICY_PATH } from './domain/policy.ts';
import type { GateRequest, ShardRequest } from './domain/request.ts';
import type { Result } from './domain/result.ts';
import type { AnswerCache, AnswerCacheOptions } from './github/answer-cache.ts';
import { checkCommentMode, isCommentMode } from './github/comment-mode.ts';
import { deliver } from './github/deliver.ts';
import { type GateEvent, readEvent } from './github/event.ts';
import {
  apiUrlOf,
  pageUrlOf,
  reportDirectoryOf,
  repositoryUrlOf,
  runOf,
  runUrlOf,
  workspaceOf,
} from './github/runner.ts';
import { credentialsFrom, isKeyless, secretsOf } from './model/credentials.ts';
import { inertOutput } from './prose/inert.ts';
import { shardText } from './report/terminal/shard.ts';
import { blankResult, type ResultRequest } from './result/blank.ts';
import { published } from './result/published.ts';
import { errorResult } from './result/result.ts';

const LONGEST_GOODBYE_MS = 1000;

type Inputs = {
  configPath: string;
  token: string;
  credentials: Credentials;
  base: string;
  comment: string;
  reportDirectory: string;
  shards: ShardInput;
};

type Environment = NodeJS.ProcessEnv;

keepHeapSmall();
// From here on, only the verdict `pass`, or a shard that has answered its part, ends in exit code 0.
process.exitCode = 1;
// By default this signal opens the inspector, through which another process could read keys.
process.on('SIGUSR1', () => {});
process.exitCode = (await run(process.env)) ? 0 : 1;
// A connection that is still open does not keep the job waiting.
setTimeout(() => process.exit(), LONGEST_GOODBYE_MS).unref();

/** @returns whether the job succeeds. */
async function run(environment: Environment): Promise<boolean> {
  const isGate = (getInput('command') || 'gate') === 'gate';
  if (isGate && getInput('prompt') === '') return main(environment);
  const { runRegistryCommand } = await import('./commands/registry/action/run.ts');
  return runRegistryCommand({ inputOf: (name) => getInput(name), environment, interruption });
}

/** From now on, a cancelled job aborts this signal. */
function interruption(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(cancellation()));
  return stop.signal;
}

async function main(environment: Environment): Promise<boolean> {
  const inputs = readInputs(environment);
  const secrets = secretsIn(inputs);
  for (const secret of secrets.filter(isSecret)) setSecret(secret);
  const stop = interruption();

  let event: GateEvent | null = null;
  let answers: AnswerCache | null = null;
  let outcome: ShardOutcome;
  try {
    event = await eventOf(inputs, environment);
    answers = cacheWhenAsked(cacheOptions(inputs, event, environment));
    const judged = judge(event, inputs, environment, {
      signal: stop,
      restoreAnswers: answers.restore,
    });
    outcome = await Promise.race([judged, accident()]);
  } catch (problem) {
    outcome = { kind: 'result', result: brokenResult(requestOf(inputs, event), problem, secrets) };
  }
  if (outcome.kind === 'answered') {
    log(shardText(outcome.shard, outcome.usage));
    await answers?.save();
    return true;
  }
  const result = redact(outcome.result, secrets);
  await deliver({
    result,
    cases: outcome.cases && redactedCases(outcome.cases, secrets),
    event,
    secrets,
    cancelled: stop.aborted,
    isShard: inputs.shards.shard !== '',
    reportDirectory: inputs.reportDirectory,
    github: {
      token: inputs.token,
      apiUrl: apiUrlOf(environment),
      commentMode: isCommentMode(inputs.comment) ? inputs.comment : 'always',
      gate: inputs.configPath,
      defaultGate: inputs.configPath === DEFAULT_POLICY_PATH,
      ...runOf(environment),
      runUrl: runUrlOf(environment),
      pageUrl: pageUrlOf(environment, getInput('report-directory')),
      repositoryUrl: repositoryUrlOf(environment),
      hasSummary: Boolean(environment.GITHUB_STEP_SUMMARY),
    },
  });
  await answers?.save();
  return result.verdict === 'pass';
}

function readInputs(environment: Environment): Inputs {
  return {
    configPath: getInput('config') || DEFAULT_POLICY_PATH,
    token: getInput('github-token'),
    credentials: credentialsFrom(environment, (name) => getInput(name)),
    base: getInput('base'),
    comment: getInput('comment') || 'always',
    reportDirectory: reportDirectoryOf(environment, getInput('report-directory')),
    shards: {
      shard: getInput('shard'),
      merge: getInput('merge').toLowerCase() === 'true',
      outcomes: getInput('outcomes') && resolve(workspaceOf(environment), getInput('outcomes')),
    },
  };
}

/** The cache, loaded at its first use: a run without prompt changes never loads it. */
function cacheWhenAsked(options: AnswerCacheOptions): AnswerCache {
  let cache: AnswerCache | undefined;
  return {
    async restore(directory) {
      const { answerCache } = await import('./github/answer-cache.ts');
      cache = answerCache(options);
      await cache.restore(directory);
    },
    save: async () => cache?.save(),
  };
}

function cacheOptions(inputs: Inputs, event: GateEvent, environment: Environment): AnswerCacheOptions {
  return {
    ...runOf(environment),
    scope: event.scope,
    gate: [inputs.configPath, inputs.shards.shard, inputs.shards.merge].join(' '),
    workspace: workspaceOf(environment),
    log,
  };
}

function log(line: string): void {
  info(inertOutput(line));
}

function secretsIn({ token, credentials }: Inputs): string[] {
  return [...(token === '' ? [] : [token]), ...secretsOf(credentials)];
}

async function eventOf(inputs: Inputs, environment: Environment): Promise<GateEvent> {
  return readEvent({
    eventName: environment.GITHUB_EVENT_NAME ?? '',
    payload: await readPayload(environment.GITHUB_EVENT_PATH),
    sha: environment.GITHUB_SHA ?? '',
    ref: environment.GITHUB_REF ?? '',
    repository: environment.GITHUB_REPOSITORY ?? '',
    baseInput: inputs.base,
  });
}

async function readPayload(path: string | undefined): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path ?? '', 'utf8'));
  } catch (cause) {
    throw new ConfigurationError('The event at GITHUB_EVENT_PATH cannot be read.', {
      remedy: `The Action runs in a GitHub workflow only; in a terminal use \`${NPX_COMMAND} gate\`.`,
      cause,
    });
  }
}

async function judge(
  event: GateEvent,
  inputs: Inputs,
  environment: Environment,
  means: Pick<GateRequest, 'signal' | 'restoreAnswers'>,
): Promise<ShardOutcome> {
  await checkCommentMode(inputs.comment);
  const outcomes = await outcomesAsked(inputs.shards);
  const request = {
    directory: workspaceOf(environment),
    base: event.base,
    baseInstead: event.baseInstead,
    head: { kind: 'revision', ref: event.head } as const,
    configPath: inputs.configPath,
    policyFrom: event.pullRequest?.secretsOnFork ? ('base' as const) : undefined,
    trusted: event.trusted,
    runsNodeScripts: event.trusted,
    credentials: inputs.credentials,
    scope: event.scope,
    offline: false,
    version: version(),
    log,
    ...means,
  };
  const outcome: ShardOutcome =
    outcomes?.kind === 'shard'
      ? await answerShard({ ...request, outcomes })
      : { kind: 'result', ...(await gateWithCases({ ...request, outcomes })) };
  if (outcome.kind === 'answered') return outcome;
  const explained = await explainFork(outcome.result, event, inputs.credentials);
  const result = await acceptedWhereAsked(explained, event, inputs.token, environment);
  return { kind: 'result', result, cases: outcome.cases };
}

async function outcomesAsked(
  shards: ShardInput,
): Promise<GateRequest['outcomes'] | ShardRequest['outcomes']> {
  if (!/^(?:true|false)?$/i.test(getInput('merge'))) {
    throw new ConfigurationError('The input `merge` is neither "true" nor "false".');
  }
  if (shards.shard === '' && !shards.merge && shards.outcomes === '') return undefined;
  const { outcomesOf } = await import('./compare/shards/shard.ts');
  return outcomesOf(shards);
}

function cancellation(): GateFailure {
  return new GateFailure('The job was cancelled.', { remedy: 'Re-run it: answers that came are kept.' });
}

/** Rejects on an uncaught error; never resolves. */
function accident(): Promise<never> {
  return new Promise((_fulfil, reject) => {
    process.once('uncaughtException', reject);
    process.once('unhandledRejection', reject);
  });
}

/** The result for an error. Known errors have their own message; any other is reported as a bug of the gate. */
function brokenResult(request: ResultRequest, problem: unknown, secrets: readonly string[]): Result {
  try {
    return errorResult(request, problem);
  } catch {
    const told = problem instanceof Error ? problem : new Error(String(problem));
    debug(redactText(told.stack ?? told.message, secrets));
    const [what = ''] = told.message.split('\n');
    const message = `The gate itself broke, so nothing was decided: ${what}`;
    const remedy =
      'This is a bug of prompt-eval-gate: re-run the job with debug logging and report what it says.';
    return { ...blankResult(request), errors: [{ message, place: null, remedy }] };
  }
}

/** Adds a notice for a fork without keys: the error says what is missing, the notice says why. */
async function explainFork(result: Result, event: GateEvent, credentials: Credentials): Promise<Result> {
  if (result.verdict !== 'error' || !event.pullRequest?.fork || !isKeyless(credentials)) return result;
  return { ...result, notices: [...result.notices, ...(await published([{ code: 'fork-without-keys' }]))] };
}

/** A block passes where a maintainer has accepted it; only a pull request that blocks loads what asks for that. */
async function acceptedWhereAsked(
  result: Result,
  event: GateEvent,
  token: string,
  environment: Environment,
): Promise<Result> {
  if (result.verdict !== 'block' || event.pullRequest === null) return result;
  const { withAcceptance } = await import('./commands/acceptance.ts');
  const attempt = runOf(environment).runAttempt;
  return withAcceptance(result, { event, token, apiUrl: apiUrlOf(environment), attempt });
}

function requestOf(inputs: Inputs, event: GateEvent | null): ResultRequest {
  return {
    version: version(),
    base: event?.base ?? inputs.base,
    head: { kind: 'revision', ref: event?.head ?? '' },
    configPath: inputs.configPath,
  };
}
