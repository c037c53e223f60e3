import { ConfigurationErrors, formatPlace, mistakesIn } from '../base/errors.ts';
import type { Notice } from '../domain/notice.ts';
import type { Case } from '../domain/suite.ts';
import { withMadeMessages } from '../prompt/made.ts';
import { failingToRender } from '../prompt/variables.ts';
import type { AskedModel, PlannedArm } from './arms.ts';
import { askedModels } from './models.ts';

type Arms = { candidate: PlannedArm; baseline: PlannedArm | null };

/**
 * Both versions of a prompt with the messages that their programs make for the cases, where programs make them. If that
 * of the base fails, there is no baseline, as where it cannot be read.
 * @throws ConfigurationError(s) where that of the candidate fails.
 */
export async function withPrograms(
  { candidate, baseline }: Arms,
  cases: readonly Case[],
): Promise<Arms & { notices: Notice[] }> {
  const own = await made(candidate, cases);
  if (baseline?.prompt.program === undefined) return { candidate: own, baseline, notices: [] };
  try {
    return { candidate: own, baseline: await made(baseline, cases), notices: [] };
  } catch (error) {
    const [first] = mistakesIn(error);
    if (first === undefined) throw error;
    const place = first.place ? formatPlace(first.place) : null;
    return {
      ...{ candidate: own, baseline: null },
      notices: [{ code: 'baseline-unusable', problem: first.problem, place }],
    };
  }
}

async function made(arm: PlannedArm, cases: readonly Case[]): Promise<PlannedArm> {
  if (arm.prompt.program === undefined) return arm;
  const { bundle } = arm;
  const [first, ...others] = askedModels(arm);
  return {
    ...{ ...(await madeFor(first, cases)), bundle },
    ...(others.length > 0 && { others: await Promise.all(others.map((each) => madeFor(each, cases))) }),
  };
}

/** A program is given the model's name, so that it is called for each model. */
async function madeFor({ prompt: read, target }: AskedModel, cases: readonly Case[]): Promise<AskedModel> {
  const prompt = await withMadeMessages(read, cases);
  const errors = failingToRender(prompt, cases);
  if (errors.length > 0) throw new ConfigurationErrors(errors);
  return { prompt, target };
}
