import { ConfigurationError } from '../../../base/errors.ts';
import { ASKING_OPTIONS } from '../../asking-options.ts';
import type { Command } from '../../command.ts';
import { BASE_OPTION, REASON_OPTION, WRITING_OPTIONS } from '../options.ts';
import { PROMOTING_VARIABLES } from '../variables.ts';
import type { DriftRequest } from './outcome.ts';

const OPTIONS = {
  base: BASE_OPTION,
  ...WRITING_OPTIONS,
  propose: {
    type: 'string',
    value: 'MODEL',
    help: 'ask nothing: make the pull request that moves PROMPT to this model, which the gate judges',
  },
  accept: {
    type: 'boolean',
    help: 'ask nothing: PROMPT[@VERSION] is held against the answers of its last look from now on',
  },
  env: { type: 'string', value: 'ENV', help: 'with --accept, in this environment only' },
  reason: REASON_OPTION,
  ...ASKING_OPTIONS,
} as const;

/** Asks what serves its suite again, and says what changed since it was promoted. */
export const command: Command<typeof OPTIONS> = {
  name: 'drift',
  group: 'registry',
  summary: 'ask what serves its suite again: has model, judge or traffic changed since it was promoted?',
  positionals: '[PROMPT…]',
  options: OPTIONS,
  variables: {
    models: true,
    others: {
      ...PROMOTING_VARIABLES,
      GITHUB_TOKEN: 'token that may write issues, and pull requests for --propose',
      GITHUB_REPOSITORY: 'the repository on GitHub, owner/name',
    },
  },
  help: `Without PROMPT, everything that serves. Each version is asked its whole suite anew, once; the answers are paired by
case with the evidence with which it was promoted. Stored answers of then are judged again, which tells the model and
its judge apart. --dry-run says what would be asked, and what that costs.`,
  exitCodes: '0 clean or accepted, 1 something drifted, 2 something is undecided, or nothing serves',
  async run({ values, positionals }, terminal) {
    const [
      { lookForDrift },
      { proposeModel },
      { acceptDrift },
      { driftExitCode, driftJson, renderDrift },
      { askingRequest },
      { writingRequest },
      { printOutcome },
    ] = await Promise.all([
      import('./drift.ts'),
      import('./propose.ts'),
      import('./accept.ts'),
      import('./render.ts'),
      import('../../asking.ts'),
      import('../requests.ts'),
      import('../print.ts'),
    ]);
    const { asking, end } = askingRequest(values, terminal);
    const request: DriftRequest = {
      ...writingRequest(values, terminal),
      base: values.base,
      prompts: positionals,
      ...asking,
    };
    const { propose, accept, env, reason } = values;
    if (propose !== undefined && accept) {
      throw new ConfigurationError('`--propose` asks for another model, and `--accept` keeps this one.', {
        remedy: 'Leave out one of the two.',
      });
    }
    if (!accept && (env !== undefined || reason !== undefined)) {
      throw new ConfigurationError('`--env` and `--reason` belong to `--accept`.', {
        remedy: 'Leave them out.',
      });
    }
    const outcome = await (accept
      ? acceptDrift({ env, reason }, request)
      : propose === undefined
        ? lookForDrift(request)
        : proposeModel(propose, request));
    end();
    printOutcome(terminal, {
      json: values.json,
      value: driftJson(outcome),
      text: () => renderDrift(outcome, { directory: terminal.directory, width: 100 }),
    });
    return driftExitCode(outcome);
  },
};
