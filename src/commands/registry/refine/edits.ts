import { z } from 'zod';
import type { FailureCluster } from '../../../domain/failure-cluster.ts';
import { EDIT_LIMITS, type SmallEdit } from '../../../prompt/small-edit.ts';
import { type Change, editedPrompt } from './changes.ts';
import type { Ground } from './ground.ts';
import type { AskHelper } from './helper-model.ts';
import { materialOf } from './material.ts';
import type { FailingAnswer, NotProposed } from './outcome.ts';

/** Edits of one run. */
export const MOST_CHANGES = 3;
/** Clusters that the model is shown. */
const CLUSTERS = 5;

const reply = z.object({
  edits: z.array(z.object({ why: z.string(), find: z.string(), replace: z.string() })),
});

const QUESTION = `The section \`prompt\` is the messages of a prompt, with its variables in braces. The other sections are groups of
answers that failed their checks. Give up to ${MOST_CHANGES} different small edits, the most promising first, each of which may
mend at least one group without harm to other questions. \`find\` is a part of one line of the prompt, copied exactly, that
stands there once; \`replace\` is what stands there instead, at most ${EDIT_LIMITS.lines} lines, and at most ${EDIT_LIMITS.characters} characters of it new. Touch no
braces: variables and includes stay. Give a rule that holds for all questions of the kind, never the words of one case.
\`why\` is one sentence.`;

/** Small edits by a model, which sees the prompt and failing cases of the training half, and no other case. */
export async function proposedEdits(
  clusters: readonly FailureCluster[],
  {
    failing,
    ask,
    ground,
  }: {
    failing: ReadonlyMap<string, FailingAnswer>;
    ask: AskHelper;
    ground: Pick<Ground, 'main' | 'found' | 'plan'>;
  },
): Promise<{ changes: Change[]; notProposed: NotProposed[] }> {
  const messages = ground.found.bundle.messages.map(({ role, template }) => `${role}:\n${template}`);
  const sections = [
    { name: 'prompt', text: messages.join('\n\n') },
    ...materialOf(clusters.slice(0, CLUSTERS), failing),
  ];
  const answered = await ask({ name: 'edits', question: QUESTION, sections, reply });
  const changes: Change[] = [];
  const notProposed: NotProposed[] = [];
  if ((answered?.edits ?? []).length === 0) {
    notProposed.push({ what: 'an edit', why: 'The model that helps gave none that can be read.' });
  }
  for (const { why, ...edit } of (answered?.edits ?? []).slice(0, MOST_CHANGES)) {
    const read = await editedPrompt({ ...edit, because: oneLine(why) }, ground);
    if ('problem' in read) {
      notProposed.push({ what: whatOf(edit), why: `The edit ${read.problem}` });
    } else if (!changes.some(({ digest }) => digest === read.digest)) changes.push(read);
  }
  return { changes, notProposed };
}

const LONGEST_REASON = 200;
const LONGEST_QUOTE = 60;

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_REASON);
}

function whatOf({ find }: SmallEdit): string {
  return `an edit of “${oneLine(find).slice(0, LONGEST_QUOTE)}”`;
}
