import { NPX_COMMAND } from '../../base/product.ts';
import { SUGGESTED_MODEL } from '../../model/suggested.ts';
import { type Vendor, vendorOfWord } from '../../model/vendors.ts';
import { formatNamed } from '../../prompt/formats/table.ts';
import { atMost } from '../../prose/at-most.ts';
import { inertTerminal } from '../../prose/inert.ts';
import { counted } from '../../prose/numbers.ts';
import type { LeftPrompt } from './compose.ts';
import type { InitFile, Initiation, WatchedPrompt } from './init.ts';

const MAX_LISTED = 40;
/** Mistakes of one prompt besides the first. */
const MOST_OTHERS = 5;

/** The findings of `init` and the files it wrote, for a terminal; in a dry run with the text of the files. */
export function renderInit(found: Initiation, secrets: readonly string[]): string {
  const { watched, left, strayCases, policy, workflow, registry } = found;
  const caseless = left.filter(({ needs }) => needs === 'cases');
  const modelless = left.filter(({ needs }) => needs === 'model');
  const others = left.filter(({ needs }) => needs === null);
  const lines = [
    ...(watched.length === 0 && left.length === 0 ? NOTHING : []),
    ...watched.slice(0, MAX_LISTED).flatMap(watchedLines),
    ...andMore(watched.length),
    ...(others.length > 0 ? ['', 'Not watched:'] : []),
    ...alike(others.slice(0, MAX_LISTED)).flatMap(leftLines),
    ...andMore(others.length),
    ...(modelless.length > 0 ? ['', ...MODELLESS] : []),
    ...alike(modelless.slice(0, MAX_LISTED)).flatMap(leftLines),
    ...andMore(modelless.length),
    ...(caseless.length > 0 ? ['', ...CASELESS] : []),
    ...caseless.slice(0, MAX_LISTED).map(({ path }) => `    ${inertTerminal(path)}`),
    ...andMore(caseless.length),
    ...(strayCases.length > 0
      ? ['', 'Cases of no prompt that was found; name them as `suite:` of theirs in the policy:']
      : []),
    ...strayCases.slice(0, MAX_LISTED).map((path) => `    ${inertTerminal(path)}`),
    ...andMore(strayCases.length),
    '',
    ...(watched.length === 0
      ? ['Nothing was written: no prompt can be judged yet.']
      : filesLines([policy, workflow, ...(registry?.workflows ?? [])])),
    ...policyLines(found),
    ...ownersLines(registry),
    ...(found.ready ? ['', ...nextLines(found, secrets)] : []),
  ];
  return `${lines.join('\n').replace(/^\n+/, '')}\n`;
}

const NOTHING = [
  'No prompt was found. Read are GitHub Models (*.prompt.yml), promptfoo configs, Dotprompt (*.prompt), Prompty',
  '(*.prompty), LangChain prompts, Agent Skills (SKILL.md with evals/evals.json), and Markdown, text and Jinja (*.j2, *.jinja)',
  'with cases beside them (support.md, support.suite.yml).',
];

const MODELLESS = [
  'Not watched until they have a model that can be asked, and ready otherwise. `init --model NAME` names one for all of them,',
  `such as ${SUGGESTED_MODEL}:`,
];

const CASELESS = [
  'Not watched until they have cases, beside them (support.prompt.yml: support.suite.yml, .json, .jsonl, .csv) or in a file',
  'that the policy names as `suite:`:',
];

function andMore(count: number): string[] {
  return count > MAX_LISTED ? [`    … and ${count - MAX_LISTED} more`] : [];
}

function watchedLines({ path, format, remark, check, hints }: WatchedPrompt): string[] {
  const small = check.segments.find(({ fewest }) => fewest !== null)?.fewest ?? null;
  const inside = check.suite === path ? 'in it' : `in ${check.suite}`;
  const named = format === null ? 'prompt' : formatNamed(format).title;
  const asked = check.models.join(', ');
  const model = remark !== null ? `${asked} (${remark})` : asked;
  return [
    `✓ ${inertTerminal(path)}`,
    `    ${inertTerminal(`${named}, ${model}, ${counted(check.cases, 'case')} ${inside}`)}`,
    ...(small === null ? [] : [`    too few to be judged, which takes ${small} cases a segment`]),
    ...hints.map(
      ({ key, names }) =>
        `    could be judged by segment, with \`segment-by: ${inertTerminal(`${key}\` in its entry: ${names.join(', ')}`)}`,
    ),
  ];
}

/** Prompts of which the same is to be said, together: it is said once. */
function alike(prompts: readonly LeftPrompt[]): [LeftPrompt, ...LeftPrompt[]][] {
  const groups = new Map<string, [LeftPrompt, ...LeftPrompt[]]>();
  for (const prompt of prompts) {
    const said = JSON.stringify([prompt.reason, prompt.others]);
    const group = groups.get(said);
    if (group) group.push(prompt);
    else groups.set(said, [prompt]);
  }
  return [...groups.values()];
}

function leftLines(group: readonly [LeftPrompt, ...LeftPrompt[]]): string[] {
  const [{ reason, others = [] }] = group;
  const shown = atMost(others, MOST_OTHERS, (more) => `… and ${counted(more, 'more mistake')}`);
  return [
    ...group.map(({ path }) => `– ${inertTerminal(path)}`),
    ...[reason, ...shown].map((mistake) => `    ${inertTerminal(mistake)}`),
  ];
}

function policyLines({ policy, registry }: Initiation): string[] {
  if (!registry || registry.policyLacks === null) return [];
  const section = registry.policyLacks.trimEnd().split('\n');
  return ['', `Add to ${inertTerminal(policy.path)}:`, ...section.map((line) => `    ${line}`)];
}

function ownersLines(registry: Initiation['registry']): string[] {
  if (!registry?.owners) return [];
  const { path, line, state } = registry.owners;
  const [file, text] = [inertTerminal(path), inertTerminal(line)];
  const words = {
    written: `Added to ${file}:`,
    planned: `Would be added to ${file}:`,
    todo: `Add to ${file}, with whoever is to be asked about portfolios (docs/portfolio.md) for @OWNER:`,
  };
  return ['', words[state], `    ${text}`];
}

function isNew({ state }: InitFile): boolean {
  return state === 'written' || state === 'planned';
}

function filesLines(files: readonly InitFile[]): string[] {
  return [
    ...files.map(fileLine),
    ...files.flatMap(({ path, state, text }) =>
      state === 'planned'
        ? ['', `# ${inertTerminal(path)}`, ...text.trimEnd().split('\n').map(inertTerminal)]
        : [],
    ),
  ];
}

function fileLine({ path, state }: InitFile): string {
  const name = inertTerminal(path);
  switch (state) {
    case 'written':
      return `wrote        ${name}`;
    case 'planned':
      return `would write  ${name}`;
    case 'kept':
      return `kept         ${name}, which was there already`;
    case 'unneeded':
      return `not needed   ${name}: the defaults watch just the prompts marked ✓, the workflow alone is enough for them`;
  }
}

const OWNER =
  "Put for OWNER, wherever these files have it, the GitHub account that prompt-eval-gate's repository, or your fork of it, belongs to.";

const REGISTRY = [
  'Then `record` begins the registry on a branch of its own. Forbid force pushes and deletion of it (Settings → Rules).',
  'To sign it: `registry keys`. In an incident use the terminal, since runners may start late.',
];

function nextLines(
  { watched, policy, workflow, registry }: Initiation,
  secrets: readonly string[],
): string[] {
  const segments = watched.flatMap(({ check }) => check.segments);
  const small = segments.every(({ fewest }) => fewest !== null);
  const keys =
    secrets.length === 0
      ? ''
      : `${secrets.length === 1 ? 'the secret' : 'the secrets'} ${secrets.join(' and ')} (Settings → Secrets and variables → Actions), `;
  return [
    `Next: ${keys}a pull request`,
    `with these files, and the check \`gate\` made required. \`${NPX_COMMAND} check\` says what each suite can detect.`,
    ...([policy, workflow, ...(registry?.workflows ?? [])].some(isNew) ? [OWNER] : []),
    ...segmentsLines(watched, policy),
    ...serversAsked(watched).map(
      ({ title, baseUrl, baseUrlVariable }) =>
        `The runner has to reach ${title}: it is asked at ${baseUrl}, unless ${baseUrlVariable} names another address.`,
    ),
    ...(small
      ? ['Until some segment has cases enough to be judged, the gate reports and lets everything pass.']
      : []),
    ...(registry ? REGISTRY : []),
  ];
}

/** What the files do not decide for their owner: which of the possible segments are judged. */
function segmentsLines(watched: Initiation['watched'], policy: InitFile): string[] {
  const open = watched.filter(({ hints }) => hints.length > 0);
  if (open.length === 0) return [];
  const entries = watched.map(({ path, hints: [hint] }) => {
    const segments = hint ? `, segment-by: ${hint.key}` : '';
    return inertTerminal(`      - { path: ${path}${segments} }`);
  });
  return [
    `No segments are named yet: ${counted(open.length, 'prompt is', 'prompts are')} judged as a whole, and a loss in one group can hide in`,
    ...(policy.state === 'unneeded' && watched.length <= MAX_LISTED
      ? [`it. To judge each group, write into ${inertTerminal(policy.path)}:`, '    prompts:', ...entries]
      : [
          `it. To judge each group, add a \`segment-by\` named above to the prompt's entry in ${inertTerminal(policy.path)}.`,
        ]),
  ];
}

/** Servers of the owner's own that answer or judge. */
function serversAsked(watched: Initiation['watched']): Vendor[] {
  const names = watched.flatMap(({ check }) => [...check.models, ...check.judges]);
  const vendors = names.flatMap((name) => vendorOfWord(name.split(':', 1)[0] ?? '') ?? []);
  return [...new Set(vendors)].filter(({ baseUrlVariable }) => baseUrlVariable !== undefined);
}
