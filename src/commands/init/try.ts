import { formatPlace } from '../../base/errors.ts';
import { defaultConfig } from '../../config/schema.ts';
import type { Credentials } from '../../domain/answer.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { capitalised } from '../../prose/text.ts';
import { NO_CASES, type ReadSuite } from '../../suite/read.ts';
import { ASSUMED_DISCORDANCE } from '../check/check.ts';
import { checkFile, type PromptCheck } from '../check/check-prompt.ts';
import { mistakeLines } from '../mistake-lines.ts';
import type { LeftPrompt } from './compose.ts';
import type { FoundPrompt } from './found.ts';
import { entryFor } from './promptfoo.ts';
import { stemOf } from './stem.ts';

export type Tried = { watched: FoundPrompt[]; left: LeftPrompt[] };

/**
 * Finds out which of the prompts can be run: as they are, else with `model` if given, else with cases of the same name
 * from another folder.
 */
export async function tryPrompts(
  prompts: readonly FoundPrompt[],
  context: {
    suites: readonly string[];
    snapshot: Snapshot;
    readSuite: ReadSuite;
    credentials: Credentials;
    model: string | undefined;
  },
): Promise<Tried> {
  const tried: Tried = { watched: [], left: [] };
  for (const prompt of prompts) {
    if (prompt.problem !== null) {
      tried.left.push({ ...prompt, reason: prompt.problem, needs: null });
      continue;
    }
    const own = await firstThatRuns(withModel(prompt, context.model), context);
    const elsewhere = namesakes(prompt, context.suites).flatMap((suite) =>
      withModel({ ...prompt, entry: { ...prompt.entry, suite } }, context.model),
    );
    const other = own.prompt ? own : await firstThatRuns(elsewhere, context);
    if (other.prompt) tried.watched.push(other.prompt);
    else tried.left.push(leftBehind(prompt, elsewhere.length > 0 ? other : own));
  }
  return tried;
}

/** A prompt that is not watched, with its first mistake as the reason. */
export function leftBehind(
  prompt: FoundPrompt,
  { errors, needsModel }: Pick<PromptCheck, 'errors' | 'needsModel'>,
): LeftPrompt {
  const [first] = errors;
  if (first === undefined) throw new Error(`${prompt.path} is left without a reason`);
  const { problem, place, remedy } = first;
  const where =
    place && (place.path !== prompt.path ? formatPlace(place) : place.line && `line ${place.line}`);
  const mistake = where ? `${where}: ${problem}` : capitalised(problem);
  return {
    ...prompt,
    reason: `${mistake}${remedy ? ` ${remedy}` : ''}`,
    needs: needsModel ? 'model' : problem === NO_CASES ? 'cases' : null,
    others: mistakeLines(errors.slice(1)),
  };
}

/** The prompt as it is, and the prompt with the model that the owner names. */
function withModel(prompt: FoundPrompt, model: string | undefined): FoundPrompt[] {
  if (model === undefined) return [prompt];
  return [prompt, { ...prompt, entry: { ...prompt.entry, model }, remark: null }];
}

/** The first that can be run; else the mistakes of the last. */
async function firstThatRuns(
  prompts: readonly FoundPrompt[],
  {
    snapshot,
    readSuite,
    credentials,
  }: { snapshot: Snapshot; readSuite: ReadSuite; credentials: Credentials },
): Promise<{ prompt: FoundPrompt | null } & Pick<PromptCheck, 'errors' | 'needsModel'>> {
  let errors: PromptCheck['errors'] = [];
  let needsModel = false;
  for (const prompt of prompts) {
    const config = { ...defaultConfig(), prompts: [entryFor(prompt)] };
    const context = { config, credentials, discordance: ASSUMED_DISCORDANCE, readSuite };
    const checks = await checkFile(prompt.path, snapshot, context);
    errors = checks.flatMap((check) => check.errors);
    // Of several prompts in a file, one that cannot be run does not keep the others from it.
    if (checks.some(({ found }) => found !== null)) return { prompt, errors, needsModel };
    needsModel = checks.every((check) => check.needsModel);
  }
  return { prompt: null, errors, needsModel };
}

/** Suites in other folders with the prompt's name: `evals/support.yml` for `prompts/support.prompt.yml`. */
function namesakes({ path, entry }: FoundPrompt, suites: readonly string[]): string[] {
  return entry.suite === undefined ? suites.filter((suite) => stemOf(suite) === stemOf(path)) : [];
}
