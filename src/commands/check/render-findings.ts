import { formatPlace } from '../../base/errors.ts';
import { FINDINGS_PAGE, type Finding } from '../../domain/finding.ts';
import type { CacheOutlook } from '../../lint/cache-outlook.ts';
import { inertTerminal } from '../../prose/inert.ts';
import { counted, formatCount, formatMoney } from '../../prose/numbers.ts';
import { firstOfEachKind } from '../../prose/same-kind.ts';
import type { RepositoryCheck } from './check.ts';
import { allTold } from './told.ts';

/** Findings, a line each, with their ids; of many of the same kind the first few, and how many more. */
export function findingLines(findings: readonly Finding[]): string[] {
  const lines = findings.map(({ id, severity, place, message, remedy }) => ({
    sentence: `${id} ${message}`,
    line: `${severity}: ${formatPlace(place)}: ${message} ${remedy} [${id}]`,
  }));
  const shown = firstOfEachKind(lines, {
    sentenceOf: ({ sentence }) => sentence,
    more: (leftOut) => ({ sentence: '', line: `… and ${counted(leftOut, 'more finding')} of the same kind` }),
  });
  return shown.map(({ line }) => `    ${inertTerminal(line.replaceAll('\n', ' '))}`);
}

/** `prompt cache: the first 1 240 tokens are the same in every call, up to {{question}} (a.prompt.yml:9:12).` */
export function promptCacheLine({ tokens, cachedFrom, endedBy, refillUsd: refill }: CacheOutlook): string {
  if (endedBy === null && tokens === 0) return '';
  const end = endedBy === null ? '' : `, up to {{${endedBy.variable}}} (${formatPlace(endedBy.place)})`;
  const start = `    prompt cache: the first ${formatCount(tokens)} tokens are the same in every call${end}`;
  if (tokens < cachedFrom)
    return inertTerminal(`${start}; the provider keeps ${formatCount(cachedFrom)} or more`);
  const cost =
    refill === null
      ? ''
      : `; an edit of them costs ${formatMoney(refill.least)} to ${formatMoney(refill.most)} until they are cached again`;
  return inertTerminal(`${start}${cost}`);
}

/** `3 errors, 2 warnings, 5 notices`, mistakes among the errors; null where nothing was found. */
export function findingsSummary(check: RepositoryCheck): string | null {
  const told = allTold(check);
  if (told.length === 0) return null;
  const counts = (['error', 'warning', 'notice'] as const).flatMap((severity) => {
    const count = told.filter((one) => one.severity === severity).length;
    return count === 0 ? [] : [counted(count, severity)];
  });
  const cases = told.some((one) => one.cases !== null)
    ? ' `check --cases` prints the cases that suites lack.'
    : '';
  return `Found: ${counts.join(', ')}.${cases} Each is explained in\n${FINDINGS_PAGE}`;
}

/** The cases that suites lack, as YAML to paste, suite by suite. */
export function readyCases(check: RepositoryCheck): string {
  const ready = check.prompts.flatMap(({ path, findings, found }) =>
    findings.flatMap(({ cases, place }) =>
      cases === undefined ? [] : [{ path, suite: place.path, cases, isJudged: found?.judges.length !== 0 }],
    ),
  );
  const broken = check.prompts.filter(({ found }) => found === null);
  const unseen = broken.map(({ path }) =>
    inertTerminal(
      `# ${path} cannot be run: see \`check\`. What its suite lacks is told as far as it can be read.`,
    ),
  );
  const none = check.prompts.length === 0 ? '# No prompt was found.' : '# No suite lacks an edge case.';
  const texts = ready.map(({ path, suite, cases, isJudged }) =>
    [
      inertTerminal(`# ${suite}, for ${path}`.replaceAll('\n', ' ')),
      ...(!isJudged && asksJudge(cases) ? [JUDGE_NEEDED] : []),
      ...(/\.json$/i.test(suite) ? ['# Behind the last one, with a comma between.'] : []),
      `${cases.trimEnd()}\n`,
    ].join('\n'),
  );
  if (texts.length > 0) return [...unseen.map((line) => `${line}\n`), ...texts].join('\n');
  return `${(unseen.length > 0 ? unseen : [none]).join('\n')}\n`;
}

const JUDGE_NEEDED =
  "# A model judges some of these, and none judges the suite so far: the judge's key is needed then (`judge:` of the policy).";

function asksJudge(cases: string): boolean {
  return /"?(?:llm-rubric|llm|expectations)"?\b/.test(cases);
}
