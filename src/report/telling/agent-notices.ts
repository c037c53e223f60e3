import type { NoticeCode } from '../../domain/notice.ts';
import { atMost } from '../../prose/at-most.ts';
import { counted } from '../../prose/numbers.ts';
import { clip } from '../../prose/text.ts';
import type { Telling } from './telling.ts';

const MOST_NAMES = 5;

type AgentCode = Extract<
  NoticeCode,
  'model-by-default' | 'answered-without-tools' | 'cases-left-out' | 'cases-too-few'
>;

/** The notices about instructions and cases of an agent. */
export const AGENT_TELLINGS: { [Code in AgentCode]: Telling<Code> } = {
  'model-by-default': {
    gravity: 'fact',
    sentence: ({ path, stated, model }) => {
      const named = stated === null ? 'no model' : `the model “${clip(stated, 60)}”, which is not known here`;
      return `${path} names ${named}: \`${model}\` is asked. Another is named as \`model:\` in an entry of the gate's config.`;
    },
  },
  'answered-without-tools': {
    gravity: 'fact',
    sentence: ({ path, files, tools }) => {
      const sent = files.length === 0 ? '' : `, with ${counted(files.length, 'file')} that it refers to,`;
      const named = atMost(
        tools.map((tool) => clip(tool, 40)),
        MOST_NAMES,
        (more) => `${more} more`,
      );
      const without = named.length === 0 ? '' : ` (it names ${named.join(', ')})`;
      return `${path}${sent} is the system message, and one answer without tools${without} is measured: not what an agent does with it in several steps.`;
    },
  },
  'cases-left-out': {
    gravity: 'fact',
    sentence: ({ path, cases, files, tools, unreadable }) => {
      const reasons = [
        ...(files > 0 ? [`${files} need files that are not sent`] : []),
        ...(tools > 0 ? [`${tools} need tools`] : []),
        ...(unreadable > 0 ? [`${unreadable} have no prompt`] : []),
      ];
      const left = files + tools + unreadable;
      return `${left} of ${counted(cases, 'case')} in ${path} ${left === 1 ? 'is' : 'are'} left out: ${reasons.join(', ')}.`;
    },
  },
  'cases-too-few': {
    gravity: 'fact',
    sentence: ({ path, cases, fewest }) =>
      `${path} asks ${counted(cases, 'case')}, and a segment needs ${fewest} to be judged: nothing can be shown, and only a \`critical\` case blocks.`,
  },
};
