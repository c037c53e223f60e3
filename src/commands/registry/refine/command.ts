import { ConfigurationError } from '../../../base/errors.ts';
import { ASKING_OPTIONS } from '../../asking-options.ts';
import type { Command } from '../../command.ts';
import { BASE_OPTION, WRITING_OPTIONS } from '../options.ts';
import { GITHUB_VARIABLES, SERVING_VARIABLES } from '../variables.ts';

const OPTIONS = {
  from: {
    type: 'string',
    value: 'FILE',
    help: "production's answers with what was asked: bad ones become cases (- for the standard input)",
  },
  metric: {
    type: 'string',
    value: 'NAME',
    default: 'resolved',
    help: 'the metric of those answers that says which are good (default: resolved)',
  },
  examples: { type: 'boolean', help: 'try examples from passing cases instead of edits' },
  'cases-only': { type: 'boolean', help: 'propose cases, and try no change of the prompt' },
  model: {
    type: 'string',
    value: 'NAME',
    help: "who labels, varies and edits (default: the policy's judge, else the prompt's model)",
  },
  base: BASE_OPTION,
  ...WRITING_OPTIONS,
  ...ASKING_OPTIONS,
} as const;

/** Proposes cases and at most one small change of a prompt, from its failing answers. */
export const command: Command<typeof OPTIONS> = {
  name: 'refine',
  group: 'registry',
  summary: 'from failing answers: new cases, then at most one small edit, as a pull request',
  positionals: 'PROMPT',
  options: OPTIONS,
  variables: { models: true, others: { ...SERVING_VARIABLES, ...GITHUB_VARIABLES } },
  help: `A change is made and chosen by one half of the cases and reported by the other; every try is kept in the log.
Without a key: groups of failing answers, and cases from --from. See docs/refine.md.`,
  exitCodes:
    '0 proposed, or nothing to do, 1 nothing that was tried may be proposed, 2 something was not decided',
  async run({ values, positionals }, terminal) {
    const [
      { refine },
      { exitCodeOf, renderRefine },
      { refineJson },
      { askingRequest },
      { writingRequest },
      { printOutcome },
    ] = await Promise.all([
      import('./refine.ts'),
      import('./render.ts'),
      import('./json.ts'),
      import('../../asking.ts'),
      import('../requests.ts'),
      import('../print.ts'),
    ]);
    const [prompt, ...others] = positionals;
    if (prompt === undefined || others.length > 0) {
      throw new ConfigurationError('`refine` takes one prompt.', { remedy: 'For example: refine support.' });
    }
    if (values.examples && values['cases-only']) {
      throw new ConfigurationError('`--examples` tries a change, and `--cases-only` tries none.', {
        remedy: 'Leave out one of the two.',
      });
    }
    const { asking, end } = askingRequest(values, terminal);
    const outcome = await refine({
      ...writingRequest(values, terminal),
      base: values.base,
      prompt,
      from: values.from === undefined ? [] : [values.from],
      input: terminal.input,
      metric: values.metric,
      model: values.model,
      tries: values['cases-only'] ? 'none' : values.examples ? 'examples' : 'edit',
      ...asking,
    });
    end();
    printOutcome(terminal, {
      json: values.json,
      value: refineJson(outcome),
      text: () => renderRefine(outcome, terminal.directory),
    });
    return exitCodeOf(outcome);
  },
};
