import { digestOf } from '../../../base/digest.ts';
import type { Asking } from '../../../compare/answers.ts';
import { canBeExample, type Example } from '../../../prompt/examples.ts';
import { renderMessages } from '../../../prompt/render.ts';
import { hidesText } from '../../../prose/inert.ts';
import { seededRandom } from '../../../stats/random.ts';
import { halfOf } from '../../../suite/halves.ts';
import { answerOf, type CaseOutcomes, isPassing } from './answers.ts';
import { type Change, promptWithExamples } from './changes.ts';
import { MOST_CHANGES } from './edits.ts';
import type { Ground } from './ground.ts';
import type { NotProposed } from './outcome.ts';

/** Examples of a set; DSPy's BootstrapFewShot takes as many. */
const EXAMPLES = 4;
/** The longest example: they are sent with every call. */
const LONGEST_EXAMPLE = 1500;
/** Hex digits of a seed. */
const SEED_DIGITS = 8;

/**
 * Sets of examples for a prompt, as DSPy's BootstrapFewShotWithRandomSearch makes them (Khattab et al. 2023): questions of
 * the training half with the prompt's own answers, where these passed every assertion, in random sets and random order.
 * The same answers give the same sets.
 */
export async function exampleSets(
  cases: readonly CaseOutcomes[],
  { ground, asking }: { ground: Ground; asking: Asking },
): Promise<{ changes: Change[]; notProposed: NotProposed[] }> {
  const pool = cases.flatMap((one) => {
    if (halfOf(one.testCase) !== 'training' || !isPassing(one)) return [];
    const example = exampleOf(one, ground, asking);
    return example && canBeExample(example) && isReadable(example) ? [example] : [];
  });
  const what = 'examples';
  if (pool.length < 2) {
    const why = 'Fewer than two cases of the training half pass with an answer that may stand in the prompt.';
    return { changes: [], notProposed: [{ what, why }] };
  }
  const random = seededRandom(Number.parseInt(digestOf(pool).slice(0, SEED_DIGITS), 16));
  const changes: Change[] = [];
  const notProposed: NotProposed[] = [];
  for (let set = 0; set < MOST_CHANGES; set += 1) {
    const size = 1 + Math.floor(random() * Math.min(EXAMPLES, pool.length - 1));
    const read = await promptWithExamples(drawn(pool, size, random), ground);
    if ('problem' in read) return { changes, notProposed: [{ what, why: `They ${read.problem}` }] };
    if (!changes.some(({ digest }) => digest === read.digest)) changes.push(read);
  }
  return { changes, notProposed };
}

function exampleOf(
  { testCase, outcomes }: CaseOutcomes,
  { found }: Ground,
  asking: Asking,
): (Example & { id: string; family: string }) | undefined {
  const [outcome] = outcomes;
  const assistant = outcome === undefined ? null : answerOf(outcome, asking);
  const last = renderMessages(found.arm.prompt, testCase.vars).findLast(({ role }) => role === 'user');
  if (assistant === null || last === undefined || last.parts !== undefined) return undefined;
  const { id, group = id } = testCase;
  return { id, family: group, user: last.content, assistant };
}

/** Short enough, and without characters that nobody can see. */
function isReadable({ user, assistant }: Example): boolean {
  return user.length + assistant.length <= LONGEST_EXAMPLE && !hidesText(user) && !hidesText(assistant);
}

/** So many items, drawn without putting back. */
function drawn<T>(items: readonly T[], size: number, random: () => number): T[] {
  const left = [...items];
  return Array.from({ length: size }, () => left.splice(Math.floor(random() * left.length), 1)).flat();
}
