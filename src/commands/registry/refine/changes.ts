import { digestOf } from '../../../base/digest.ts';
import { mistakesIn } from '../../../base/errors.ts';
import { unifiedDiff } from '../../../document/text-diff.ts';
import type { Bundle } from '../../../domain/bundle.ts';
import type { Message } from '../../../domain/message.ts';
import type { Prompt } from '../../../domain/prompt.ts';
import type { RefinedTry } from '../../../domain/refined.ts';
import type { Case } from '../../../domain/suite.ts';
import { credentialsFrom } from '../../../model/credentials.ts';
import { type ArmSource, armPlanner, type PlannedArm } from '../../../plan/arms.ts';
import { type Example, withExamples } from '../../../prompt/examples.ts';
import { renderMessages } from '../../../prompt/render.ts';
import { type SmallEdit, withEdit } from '../../../prompt/small-edit.ts';
import { overlaid } from '../../../repo/overlaid.ts';
import type { Ground } from './ground.ts';

/** The prompt with one change that nobody committed. */
export type Change = {
  kind: RefinedTry['kind'];
  /** Of its bundle. */
  digest: string;
  /** The prompt's file. */
  text: string;
  diff: string;
  because: string;
  source: ArmSource;
  /** Families (else ids) of the cases that are its examples: these say nothing about it. */
  examplesOf: readonly string[];
};

type Read = Pick<Ground, 'main' | 'found' | 'plan'>;

/**
 * The prompt with some of its words replaced, where nothing but the words of its messages becomes another.
 * @returns why it is not tried, as a sentence without its subject, where it is not
 */
export async function editedPrompt(
  edit: SmallEdit & { because: string },
  ground: Read,
): Promise<Change | { problem: string }> {
  const before = (await ground.main.snapshot.read(ground.found.path)) ?? '';
  // In a text of one line, such as a quoted one, further lines become part of it.
  const inOneLine = { ...edit, replace: edit.replace.trim().replace(/\s*\n\s*/g, ' ') };
  let problem = '';
  for (const way of [edit, inOneLine]) {
    const edited = withEdit(before, way);
    if ('problem' in edited) return edited;
    const read = await readChanged(edited.text, ground);
    if ('problem' in read) problem ||= read.problem;
    else if (differsInWordsOnly(ground.found.bundle, read.arm.bundle, way)) {
      return changeOf({ kind: 'edit', because: edit.because, examplesOf: [], before, ...read }, ground);
    } else problem ||= 'would change more than the words of a message.';
  }
  return { problem };
}

/** The prompt with examples before its last question, where it asks the same otherwise. */
export async function promptWithExamples(
  examples: readonly (Example & { id: string; family: string })[],
  ground: Read,
): Promise<Change | { problem: string }> {
  const { path } = ground.found;
  const before = (await ground.main.snapshot.read(path)) ?? '';
  const text = withExamples(before, path, examples);
  if (text === null) return { problem: 'have no place in a prompt of this format.' };
  const read = await readChanged(text, ground);
  if ('problem' in read) return read;
  const { cases } = ground.plan.suites.candidate;
  if (
    !cases.every((one) =>
      asksWithExamples(one, { before: ground.found.arm.prompt, after: read.arm.prompt, examples }),
    )
  ) {
    return { problem: 'cannot be put into this prompt without changing what else it says.' };
  }
  const ids = examples.map(({ id }) => id);
  const because = `Examples: ${ids.join(', ')}.`;
  return changeOf(
    { kind: 'examples', because, examplesOf: examples.map(({ family }) => family), before, ...read },
    ground,
  );
}

type ReadChange = { text: string; arm: PlannedArm; source: ArmSource };

async function readChanged(text: string, { main, found }: Read): Promise<ReadChange | { problem: string }> {
  const source = { ...found.source, snapshot: overlaid(main.snapshot, { [found.path]: text }) };
  try {
    const arm = await armPlanner({ credentials: credentialsFrom({}) })(source);
    return { text, arm, source };
  } catch (problem) {
    const [first] = mistakesIn(problem);
    return { problem: `would make the prompt unreadable: ${first?.problem ?? ''}` };
  }
}

function changeOf(
  {
    kind,
    because,
    examplesOf,
    before,
    text,
    arm,
    source,
  }: Pick<Change, 'kind' | 'because' | 'examplesOf'> & ReadChange & { before: string },
  { found }: Read,
): Change {
  const diff = unifiedDiff(found.path, found.path, before, text);
  return { kind, digest: digestOf(arm.bundle), text, diff, because, source, examplesOf };
}

/** Whether one message has the new words in place of the old ones, and everything else is the same. */
function differsInWordsOnly(before: Bundle, after: Bundle, { find, replace }: SmallEdit): boolean {
  const words = replace
    .trim()
    .split(/\r\n|\n|\r/)
    .join('\n');
  const expected = before.messages.map((message): Bundle['messages'][number] => {
    return { ...message, template: message.template.replace(find.trim(), () => words) };
  });
  const changed = expected.filter(({ template }, index) => template !== before.messages[index]?.template);
  return changed.length === 1 && digestOf({ ...before, messages: expected }) === digestOf(after);
}

function asksWithExamples(
  { vars }: Case,
  { before, after, examples }: { before: Prompt; after: Prompt; examples: readonly Example[] },
): boolean {
  const asked = renderMessages(before, vars).map(plainMessage);
  const last = asked.findLastIndex(({ role }) => role === 'user');
  const shown = examples.flatMap(({ user, assistant }) => [
    { role: 'user', content: user },
    { role: 'assistant', content: assistant },
  ]);
  const expected = [...asked.slice(0, last), ...shown.map(plainMessage), ...asked.slice(last)];
  return JSON.stringify(renderMessages(after, vars).map(plainMessage)) === JSON.stringify(expected);
}

function plainMessage({ role, content }: Pick<Message, 'content'> & { role: string }) {
  return { role, content: content.trim() };
}
