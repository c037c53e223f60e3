import type { ChangedCase, PromptResult, Result, TrialError } from '../../domain/result.ts';
import { segmentNames } from '../../domain/suite.ts';
import { visible } from '../../prose/inert.ts';
import { casesWorstFirst, worstFirst } from '../telling/order.ts';
import { CASES } from '../telling/signs.ts';
import { inertJson } from './inert-json.ts';
import { html, type Markup, trusted } from './markup.ts';

/** Characters of one text shown in the page; the result JSON has it whole. */
const LONGEST_TEXT = 20_000;
/** Rows shown without JavaScript. */
const MOST_STATIC_ROWS = 1000;

/** The data that the page's script lists; texts are indexes into `texts`, since messages repeat from case to case. */
type CaseData = {
  prompts: string[];
  texts: string[];
  cases: CaseItem[];
};

type CaseItem = {
  kind: 'failing' | 'passing' | 'errored';
  prompt: number;
  name: string;
  place: string;
  segments: string[];
  marks: string[];
  messages: { role: string; text: number }[];
  baseline: ArmItem | null;
  candidate: ArmItem | null;
  /** Message of an errored answer. */
  error: string | null;
};

type ArmItem = { passes: number; trials: number; answer: number | null; failures: string[] };

/** The list of cases that changed or errored, with filters; without JavaScript, a table. */
export function casesSection(result: Result): Markup {
  const data = caseData(result);
  if (data.cases.length === 0) return html``;
  const count = (kind: CaseItem['kind']) => data.cases.filter((item) => item.kind === kind).length;
  const segments = segmentNames(data.cases);
  return html`<section class="cases" id="cases" aria-labelledby="cases-title">
<h2 id="cases-title">Cases</h2>
<div id="case-browser" hidden>
<form class="filters" id="filters">
<fieldset><legend class="unseen">Which cases</legend>
${choice('', 'All', data.cases.length, true)}${choice('failing', 'Newly failing', count('failing'))}${choice('passing', 'Newly passing', count('passing'))}${choice('errored', 'Errored', count('errored'))}
</fieldset>
${
  data.prompts.length > 1
    ? select(
        'prompt',
        'Prompt',
        data.prompts.map((path, index) => [String(index), path]),
      )
    : null
}
${
  segments.length > 1
    ? select(
        'segment',
        'Segment',
        segments.map((name) => [name, name]),
      )
    : null
}
<span class="filter"><label for="filter-search">Search</label> <input type="search" id="filter-search" name="search" autocomplete="off"></span>
</form>
<p id="case-count" class="muted" role="status"></p>
<ol id="case-list" class="case-list"></ol>
<button type="button" id="more-cases" hidden>Show more</button>
</div>
<noscript>${staticTable(data)}</noscript>
<script type="application/json" id="case-data">${trusted(inertJson(data))}</script>
</section>
`;
}

function choice(value: string, label: string, count: number, checked = false): Markup {
  const state = checked ? trusted(' checked') : count === 0 ? trusted(' disabled') : null;
  return html`<label><input type="radio" name="kind" value="${value}"${state}><span>${label} <b>${count}</b></span></label>`;
}

function select(name: string, label: string, options: readonly (readonly [string, string])[]): Markup {
  const items = options.map(([value, text]) => html`<option value="${value}">${text}</option>`);
  return html`<span class="filter"><label for="filter-${name}">${label}</label> <select id="filter-${name}" name="${name}"><option value="">all</option>${items}</select></span>`;
}

function staticTable({ cases }: CaseData): Markup {
  const rows = cases.slice(0, MOST_STATIC_ROWS).map((item) => {
    const why =
      item.error ?? [...(item.candidate?.failures ?? []), ...(item.baseline?.failures ?? [])].join('; ');
    return html`<tr><td>${CASES[item.kind].words}</td><th scope="row">${item.name}</th><td>${item.segments.join(', ')}</td><td>${why}</td><td><code>${item.place}</code></td></tr>\n`;
  });
  const unshown = cases.length - rows.length;
  return html`<div class="scroll"><table><thead><tr><th scope="col"></th><th scope="col">Case</th><th scope="col">Segment</th><th scope="col">Assertion</th><th scope="col">Place</th></tr></thead><tbody>${rows}</tbody></table></div>
${unshown > 0 ? html`<p>${unshown} more cases are in the result JSON.</p>` : null}`;
}

function caseData(result: Result): CaseData {
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  const textNumber = (text: string): number => {
    const shown = shorten(text, LONGEST_TEXT);
    const known = numbers.get(shown);
    if (known !== undefined) return known;
    numbers.set(shown, texts.length);
    return texts.push(shown) - 1;
  };
  const prompts = worstFirst(result.prompts).filter(hasCases);
  const cases = prompts.flatMap((prompt, index) => [
    ...casesWorstFirst(prompt.newlyFailing).map((one) => changedItem('failing', one, index, textNumber)),
    ...prompt.newlyPassing.map((one) => changedItem('passing', one, index, textNumber)),
    ...prompt.errors.map((error) => errorItem(error, index)),
  ]);
  return { prompts: prompts.map(({ path }) => shorten(path, 200)), texts, cases };
}

function hasCases({ newlyFailing, newlyPassing, errors }: PromptResult): boolean {
  return newlyFailing.length + newlyPassing.length + errors.length > 0;
}

function changedItem(
  kind: CaseItem['kind'],
  changed: ChangedCase,
  prompt: number,
  textNumber: (text: string) => number,
): CaseItem {
  const arm = (of: ChangedCase['candidate']): ArmItem => ({
    passes: of.passes,
    trials: of.trials,
    answer: of.answer === null ? null : textNumber(of.answer),
    failures: of.failures.map(({ type, reason }) => shorten(`${type}: ${reason}`, 1000)),
  });
  return {
    kind,
    prompt,
    name: shorten(changed.description ?? changed.id, 300),
    place: shorten(changed.place, 300),
    segments: changed.segments.map((name) => shorten(name, 200)),
    marks: [
      ...(changed.critical ? ['critical'] : []),
      ...(changed.severe ? ['always passed, now always fails'] : []),
      ...(changed.baseline ? [] : ['new']),
    ],
    messages: changed.messages.map(({ role, content }) => ({
      role: shorten(role, 40),
      text: textNumber(content),
    })),
    baseline: changed.baseline && arm(changed.baseline),
    candidate: arm(changed.candidate),
    error: null,
  };
}

function errorItem({ caseId, segments, arm, kind, message }: TrialError, prompt: number): CaseItem {
  return {
    kind: 'errored',
    prompt,
    name: shorten(caseId ?? 'the run', 300),
    place: '',
    segments: segments.map((name) => shorten(name, 200)),
    marks: arm ? [arm] : [],
    messages: [],
    baseline: null,
    candidate: null,
    error: shorten(`${kind}: ${message}`, 1000),
  };
}

function shorten(text: string, length: number): string {
  const unshown = text.length - length;
  return visible(unshown > 0 ? `${text.slice(0, length)}… (${unshown} more characters)` : text);
}
