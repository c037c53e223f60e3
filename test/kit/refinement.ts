import type { Answering } from './models.ts';
import { promptFile } from './support.ts';

/** What the prompt says before it is refined; enterprise customers get a bad answer by it. */
export const RULE = 'Name the page of the console that helps.';
/** With it, {@link supportAnswers} answers everybody well. */
export const MENDED = 'Name the page of the console that helps, for every customer.';

export const PROMPT_TO_REFINE = promptFile(RULE);

/** What the model that helps replies with. */
export type Help = {
  labels?: readonly string[];
  edits?: readonly { why: string; find: string; replace: string }[];
  /** Whether the assistant answers everybody well once it is shown examples. */
  learns?: boolean;
  cases?: readonly {
    group: number;
    description: string;
    variables: readonly { name: string; value: string }[];
  }[];
};

/** A model that answers as a support prompt asks it to, and helps to refine that prompt. */
export function supportAnswers(help: Help = {}): Answering {
  return (system, user) => {
    if (system.startsWith('You help the authors')) return JSON.stringify(helpFor(user, help));
    const isShown = help.learns === true && user.includes('\n');
    const isGood =
      isShown || system.includes('for every customer') || !lastLine(user).includes('[enterprise]');
    return isGood ? 'Open Settings > Backups.' : 'I do not know.';
  };
}

/** Of several messages, the last one asks. */
function lastLine(user: string): string {
  return user.split('\n').at(-1) ?? '';
}

function helpFor(user: string, { labels = [], edits = [], cases = [] }: Help): object {
  if (user.includes('"edits"')) return { edits };
  return user.includes('"labels"') ? { labels } : { cases };
}
