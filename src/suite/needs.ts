import { ConfigurationError } from '../base/errors.ts';
import type { Notice } from '../domain/notice.ts';
import type { Prompt } from '../domain/prompt.ts';
import { includeCandidates } from '../prompt/includes.ts';
import { FEWEST_CASES } from '../verdict/sizes.ts';
import type { StatedTest } from './stated.ts';

/**
 * The tests that the prompt alone can answer, and what the report says of the others and of their number.
 * @throws ConfigurationError where none is left.
 */
export function withoutUnmetNeeds(
  tests: readonly StatedTest[],
  { path, prompt, isOfAgent }: { path: string; prompt: Prompt; isOfAgent: boolean },
): { tests: StatedTest[]; notices: Notice[] } {
  if (!isOfAgent) return { tests: [...tests], notices: [] };
  const sent = new Set([prompt.path, ...Object.keys(prompt.includes)]);
  const isSent = (name: string) => includeCandidates(prompt.path, name).some((each) => sent.has(each));
  const unmet = { files: 0, tools: 0, unreadable: 0 };
  const kept: StatedTest[] = [];
  for (const test of tests) {
    const { needs } = test;
    if (needs === undefined || (typeof needs === 'object' && needs.files.every(isSent))) kept.push(test);
    else if (needs === 'tools') unmet.tools += 1;
    else if (needs === 'prompt') unmet.unreadable += 1;
    else unmet.files += 1;
  }
  const cases = tests.length;
  if (kept.length === 0 && cases > 0) {
    throw new ConfigurationError(
      'No case of this suite can be asked: each needs files or tools, or has no prompt.',
      {
        place: { path },
        remedy: `Add cases that need nothing but the prompt, or leave it out with "!${prompt.path}" under \`prompts:\` of the gate's config.`,
      },
    );
  }
  const notices: Notice[] = kept.length < cases ? [{ code: 'cases-left-out', path, cases, ...unmet }] : [];
  if (kept.length < FEWEST_CASES)
    notices.push({ code: 'cases-too-few', path, cases: kept.length, fewest: FEWEST_CASES });
  return { tests: kept, notices };
}
