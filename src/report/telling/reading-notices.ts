import { atMost } from '../../prose/at-most.ts';
import { counted } from '../../prose/numbers.ts';
import { clip } from '../../prose/text.ts';
import type { Telling } from './telling.ts';

type ReadingCode =
  | 'cases-without-assertion'
  | 'cases-multiplied'
  | 'cases-equal'
  | 'cases-generated'
  | 'data-set-read'
  | 'key-not-read'
  | 'segments-alike'
  | 'repeat-not-read'
  | 'model-of-case-not-read'
  | 'extensions-not-run'
  | 'message-empty'
  | 'prompt-not-read'
  | 'one-of-several-providers'
  | 'changed-provider-not-asked'
  | 'providers-not-asked'
  | 'asked-models-changed';

const MOST_NAMES = 5;

function listed(names: readonly string[]): string {
  return atMost(
    names.map((name) => `\`${clip(name, 60)}\``),
    MOST_NAMES,
    (more) => `${more} more`,
  ).join(', ');
}

const PLURALS = { test: 'tests', options: 'the options of tests', assertion: 'assertions' };

/** The notices about how the files of prompts and suites are read. */
export const READING_TELLINGS: { [Code in ReadingCode]: Telling<Code> } = {
  'cases-without-assertion': {
    gravity: 'notice',
    sentence: ({ cases }) =>
      `${counted(cases, 'case has no assertion and is', 'cases have no assertion and are')} left out: every answer would pass.`,
  },
  'cases-multiplied': {
    gravity: 'fact',
    sentence: () =>
      'Cases whose variables are lists are multiplied out, one case for each item, as promptfoo does.',
  },
  'cases-equal': {
    gravity: 'fact',
    sentence: ({ cases }) =>
      `${counted(cases, 'case equals another one', 'cases equal others')} in variables and assertions, and ${cases === 1 ? 'is' : 'are'} left out: asked twice, a question would count twice. To ask more often, use \`smoke.trials\`.`,
  },
  'cases-generated': {
    gravity: 'fact',
    sentence: ({ path, cases }) =>
      `${path} makes ${counted(cases, 'case')}. It runs in the interpreter, where the clock stands still and chance repeats, so that every run makes the same.`,
  },
  'data-set-read': {
    gravity: 'fact',
    sentence: ({ path, tool, cases, retired, columns, expected, notRead }) => {
      const shown = columns.map(({ column, is }) => {
        const part = is === 'expected' && expected !== null ? `expected (\`${expected}\`)` : is;
        return `\`${clip(column, 60)}\` is ${part}`;
      });
      const left = retired > 0 ? [`${counted(retired, 'archived row')} left out`] : [];
      const unread =
        notRead.length > 0 ? [`not read: ${notRead.map((name) => `\`${clip(name, 60)}\``).join(', ')}`] : [];
      return `${path} is read as ${tool === null ? 'a data set' : `${tool} writes it`}, ${counted(cases, 'case')}: ${[shown.join(', '), ...left, ...unread].join('; ')}.`;
    },
  },
  'key-not-read': {
    gravity: 'fact',
    sentence: ({ key, of }) => `\`${clip(key, 60)}\` of ${PLURALS[of]} is not read.`,
  },
  'segments-alike': {
    gravity: 'fact',
    sentence: ({ names: [first, second] }) =>
      `The segments "${first}" and "${second}" are judged apart, though their names hardly differ.`,
  },
  'repeat-not-read': {
    gravity: 'fact',
    sentence: ({ setting }) =>
      `\`${setting}\` is not read: how often each case is asked is \`smoke.trials\` of the policy.`,
  },
  'model-of-case-not-read': {
    gravity: 'fact',
    sentence: ({ setting }) =>
      `\`${setting}\` of single cases is not read: every case is asked of the prompt's own model.`,
  },
  'extensions-not-run': {
    gravity: 'notice',
    sentence: ({ path }) =>
      `\`extensions\` of ${path} are programs, and the gate runs none: what they change in tests is not in the requests.`,
  },
  'prompt-not-read': {
    gravity: 'notice',
    sentence: ({ prompt, problem }) =>
      `${prompt} is as before and cannot be read: it is not judged. ${problem}`,
  },
  'one-of-several-providers': {
    gravity: 'fact',
    sentence: ({ path, providers, model, first }) =>
      `${path} lists ${providers} providers, and one is asked: \`${model}\`${first ? '' : ', the first that can be'}. In an entry of the gate's config, \`models: each\` asks all of them, \`model:\` another one, and \`models: first\` takes this note away.`,
  },
  'changed-provider-not-asked': {
    gravity: 'alarm',
    sentence: ({ path, names }) =>
      `This pull request changes ${listed(names)} in ${path}, and another model is asked: what the change does to answers is not measured. In an entry of the gate's config, \`models: each\` asks all of them, and \`models: first\` takes this note away.`,
  },
  'providers-not-asked': {
    gravity: 'notice',
    sentence: ({ path, names }) =>
      `Of the providers in ${path}, ${counted(names.length, 'cannot be asked and is', 'cannot be asked and are')} left out: ${listed(names)}.`,
  },
  'asked-models-changed': {
    gravity: 'alarm',
    sentence: ({ replaced, added, removed }) =>
      [
        ...replaced.map(
          ({ from, to }) => `\`${clip(to, 60)}\` is compared with \`${clip(from, 60)}\`, which it replaces.`,
        ),
        ...(removed.length > 0
          ? [
              `The pull request takes ${listed(removed)} out of the models that are asked: how the prompt does there is not measured any more.`,
            ]
          : []),
        ...(added.length > 0 ? [`It adds ${listed(added)}, of which the old prompt is asked too.`] : []),
      ].join(' '),
  },
  'message-empty': {
    gravity: 'notice',
    sentence: ({ role, place }) =>
      `The ${role} message at ${place} is empty: if a program fills it in at run time, what is judged here is another prompt.`,
  },
};
