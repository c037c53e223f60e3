import { suggestion } from '../../document/suggest.ts';
import type { MissingAnswers, Notice, NoticeCode } from '../../domain/notice.ts';
import type { ResultNotice } from '../../domain/result.ts';
import { atMost } from '../../prose/at-most.ts';
import { counted, formatMoney } from '../../prose/numbers.ts';
import { clip, clipMiddle } from '../../prose/text.ts';
import { acceptedSentence, refusedAcceptanceSentence } from './acceptance.ts';
import { AGENT_TELLINGS } from './agent-notices.ts';
import { CONFIRMATION_TELLINGS } from './confirmation-notices.ts';
import { COST_TELLINGS } from './cost-notices.ts';
import { FAMILY_TELLINGS } from './family-notices.ts';
import { READING_TELLINGS } from './reading-notices.ts';
import { REGISTRY_TELLINGS } from './registry-notices.ts';
import type { Telling } from './telling.ts';

/** Further names are counted. */
const MOST_NAMES = 5;

/** Characters of a setting's name: that of a limit of a segment of a prompt fits. */
const LONGEST_KEY = 80;

/** Every notice, its gravity and its sentence. */
const TELLINGS: { [Code in NoticeCode]: Telling<Code> } = {
  'policy-edited': {
    gravity: 'alarm',
    sentence: ({ path, edits, more, lowered = [] }) => {
      const changes = [...edits.map(editText), ...(more > 0 ? [counted(more, 'more setting')] : [])];
      const which = changes.length === 0 ? '' : `: ${changes.join('; ')}`;
      return `This pull request edits the policy (${path})${which}. ${lowered.length > 0 ? `It lowers the bar: ${lowered.map(loweredText).join('; ')}. ` : ''}Limits and rules are those of the base until this is merged; what is asked (models, templates, variables, suites, new entries) is what this pull request says.`;
    },
  },
  'prompts-not-pinned': {
    gravity: 'alarm',
    sentence: ({ path, prompts }) =>
      `Once this is merged, ${path} requires pinned models, and ${atMost(prompts, MOST_NAMES, (more) => counted(more, 'more prompt')).join(', ')} cannot be run any more: ${prompts.length === 1 ? 'its model is' : 'their models are'} not pinned to a dated snapshot.`,
  },
  'policy-added': {
    gravity: 'alarm',
    sentence: ({ path }) =>
      `The base has no ${path} yet, so the defaults decided; what this pull request's own policy adds was watched too. Once merged, it decides.`,
  },
  'policy-repaired': {
    gravity: 'alarm',
    sentence: ({ path }) =>
      `The base's ${path} is broken. This pull request repairs it and changes nothing else, so its own policy was used.`,
  },
  'entry-of-deleted-prompt': {
    gravity: 'notice',
    sentence: ({ path, policyPath }) =>
      `${path} is deleted, but ${policyPath} still names it: take it out of \`prompts:\` here too.`,
  },
  'entry-of-renamed-prompt': {
    gravity: 'notice',
    sentence: ({ path, to, policyPath }) =>
      `${path} is renamed, but ${policyPath} still names it: name ${to} there instead, or what the entry says no longer counts once this is merged.`,
  },
  'entry-without-prompt': {
    gravity: 'notice',
    sentence: ({ path, place, meant, obstacle }) =>
      `${place} names ${path}, which is not there.${obstacle ? ` ${obstacle}` : ''}${suggestion(meant)} Correct the path, or take it out of \`prompts:\`.`,
  },
  'name-without-cases': {
    gravity: 'alarm',
    sentence: ({ problem, place }) =>
      `${place}: ${problem} What the policy says of it holds for no case, and did not before this pull request.`,
  },
  'prompt-renamed-at-base': {
    gravity: 'notice',
    sentence: ({ path, to }) =>
      `${path} is called ${to} at the base since this branch began, and is judged as that.`,
  },
  'prompts-leave-watch': {
    gravity: 'alarm',
    sentence: ({ path, prompts }) =>
      `Once this is merged, ${path} does not watch ${atMost(prompts, MOST_NAMES, (more) => counted(more, 'more prompt')).join(', ')} any more.`,
  },
  'prompt-lives-on-unwatched': {
    gravity: 'alarm',
    sentence: ({ path, to, policyPath }) =>
      `${path} is gone, and its text lives on in ${to}, which nothing watches. Name ${to} under \`prompts:\` in ${policyPath}, unless it is no prompt any more.`,
  },
  'unwatched-prompt': {
    gravity: 'notice',
    sentence: ({ path, policyPath }) =>
      `${path} looks like a prompt, and nothing watches it. Add \`- path: ${path}\` to \`prompts:\` in ${policyPath}, with its \`model:\` and \`suite:\` where they are not found.`,
  },
  'fork-without-keys': {
    gravity: 'notice',
    sentence: () =>
      'This pull request comes from a fork, and GitHub gives a fork no secrets, so no model could be asked. A maintainer can push the branch to this repository to have it judged.',
  },
  'cases-chosen': {
    gravity: 'notice',
    sentence: ({ failing, stored }) =>
      `These cases were chosen${failing ? ' because they failed' : ''}: what they show together says nothing of the others, so that nothing is tested and each counts by itself.${stored ? ' Nothing was asked anew: their answers are those of earlier runs.' : ''}`,
  },
  'base-gone': {
    gravity: 'alarm',
    sentence: ({ commit, base }) =>
      `What was there before this push (${commit.slice(0, 12)}) is gone, as after a force push: this is compared with \`${base}\`, as a new branch is.`,
  },
  'block-accepted': { gravity: 'alarm', sentence: acceptedSentence },
  'acceptance-refused': { gravity: 'alarm', sentence: refusedAcceptanceSentence },
  ...REGISTRY_TELLINGS,
  ...READING_TELLINGS,
  ...FAMILY_TELLINGS,
  ...CONFIRMATION_TELLINGS,
  'baseline-unusable': {
    gravity: 'alarm',
    sentence: ({ problem, place }) =>
      `The prompt at the base cannot be run, so the candidate is measured as a new one is. ${place === null ? '' : `${place}: `}${problem}`,
  },
  'model-not-pinned': {
    gravity: 'fact',
    sentence: ({ model }) =>
      `The model \`${model}\` is an alias that can change its behaviour without a pull request.`,
  },
  'model-changed': {
    gravity: 'alarm',
    sentence: ({ from, to, pricePer1000: price }) => {
      const cost = price
        ? `${formatMoney(price[0])} → ${formatMoney(price[1])} per 1,000 calls`
        : 'what a call costs is not known of both';
      return `This pull request changes the model from \`${from}\` to \`${to}\`: ${cost}.`;
    },
  },
  'price-not-known': {
    gravity: 'fact',
    sentence: ({ models }) =>
      `The price of ${models.map((model) => `\`${model}\``).join(' and ')} is not known: \`cost.max-cost-increase\` judges nothing.`,
  },
  'judge-not-pinned': {
    gravity: 'fact',
    sentence: ({ model }) =>
      `Answers are judged by \`${model}\`, an alias that can change without a pull request.`,
  },
  'judge-of-suite-not-used': {
    gravity: 'fact',
    sentence: ({ role, named, model }) => {
      const { noun, setting } = JUDGES[role];
      return `The suite names ${quoted(named)} as ${noun}. That is the policy's to say (\`${setting}\`), and it is \`${model}\`.`;
    },
  },
  'parameters-left-out': {
    gravity: 'fact',
    sentence: ({ api, parameters }) => `${api} has no ${parameters.join(', no ')}: left out.`,
  },
  ...AGENT_TELLINGS,
  'variable-not-used': {
    gravity: 'notice',
    sentence: ({ variable, cases, meant }) =>
      `${counted(cases, 'case gives', 'cases give')} \`${variable}\`, which the prompt does not use.${suggestion(meant)}`,
  },
  'variable-without-bounds': {
    gravity: 'fact',
    sentence: ({ variable, place }) =>
      `\`${variable}\` (${place}) has no declared bounds: whatever a user writes goes into the prompt.`,
  },
  'answers-missing': {
    gravity: 'alarm',
    sentence: ({ standsOn, ...facts }) =>
      `${missingAnswersSentence(facts)} The verdict stands on ${standsOn === 'first-look' ? 'the cases of the first look' : 'the others'}.`,
  },
  'answers-saved': {
    gravity: 'fact',
    sentence: ({ answers, segments }) => {
      const shown = atMost(
        segments.map(
          ({ name, spared, cases }) =>
            `${spared} of ${name}, whose figures stand on ${counted(cases, 'case')}`,
        ),
        MOST_NAMES,
        (more) => `and some of ${counted(more, 'more segment')}`,
      );
      return `${counted(answers, 'answer')} saved (\`run.stop-when-decided\`): the cases not asked could not change the verdict any more (${shown.join('; ')}). Adjusted p is the largest that they could have left.`;
    },
  },
  'suite-weakened': {
    gravity: 'alarm',
    sentence: ({ path, segments, stillAsked }) => {
      const shown = atMost(segments.map(weakerSegment), MOST_NAMES, (more) => counted(more, 'more segment'));
      const all = stillAsked ? ' They count as they stand at the base.' : '';
      return `This pull request weakens the suite ${path}. ${shown.join('; ')}.${all}`;
    },
  },
  'base-cases-completed': {
    gravity: 'alarm',
    sentence: ({ path, cases, critical, variables }) => {
      const which = critical > 0 ? ` (${critical} critical)` : '';
      return `${counted(cases, 'case')} of the base${which} cannot be asked of the new prompt as they stand: it needs ${quoted(variables)}, whose values this pull request adds to ${path}. They are asked with these values, which may tell the answer. With a default in the prompt they are asked as they stand.`;
    },
  },
  'base-cases-not-asked': {
    gravity: 'alarm',
    sentence: ({ cases, problem, place }) =>
      `${counted(cases, 'case')} of the base cannot be asked any more: ${place === null ? '' : `${place}: `}${problem}`,
  },
  'cases-changed': {
    gravity: 'notice',
    sentence: (facts) => `This pull request changes ${casesIn(facts)} of ${facts.path}.`,
  },
  'cases-added': {
    gravity: 'notice',
    sentence: (facts) => `This pull request adds ${casesIn(facts)} to ${facts.path}.`,
  },
  'judging-scripts-changed': {
    gravity: 'alarm',
    sentence: ({ paths }) => `This pull request changes scripts that judge its answers: ${paths.join(', ')}.`,
  },
  'nothing-to-compare-with': {
    gravity: 'notice',
    sentence: () => 'This prompt is new, so `select-best` has no other answer to compare with, and passes.',
  },
  ...COST_TELLINGS,
};

const JUDGES = {
  judge: { noun: 'judge', setting: 'judge.model' },
  embedder: { noun: 'model for embeddings', setting: 'judge.embedding-model' },
};

/** The notice in a sentence or two. */
export function noticeSentence(notice: Notice): string {
  return tellingOf(notice).sentence(notice);
}

/** The notice in its published form: the facts, with their gravity and their sentence. */
export function publishedNotice(notice: Notice): ResultNotice {
  const { gravity, sentence } = tellingOf(notice);
  return { ...notice, gravity, text: sentence(notice) };
}

function tellingOf<Code extends NoticeCode>(notice: Extract<Notice, { code: Code }>): Telling<Code> {
  return TELLINGS[notice.code];
}

/** `The limit of $1 is reached. \`a.md\`: 55 of 200 answers are missing (40 in enterprise, 12 in standard …).` */
export function missingAnswersSentence({ path, cause, missing, answers, segments }: MissingAnswers): string {
  const shown = segments.slice(0, MOST_NAMES).map(({ name, missing: count }) => `${count} in ${name}`);
  const others = segments.slice(MOST_NAMES);
  const rest = others.reduce((sum, segment) => sum + segment.missing, 0);
  const more = others.length > 0 ? ` and ${rest} in ${counted(others.length, 'more segment')}` : '';
  return `${cause} \`${path}\`: ${missing} of ${answers} answers are missing (${shown.join(', ')}${more}).`;
}

/** `gate.alpha` from `0.05` to `0.2`. Keys and values are the pull request's: code, in one line and shortened. */
function loweredText(rule: {
  prompt: string | null;
  segment: string | null;
  key: string;
  from: string;
  to: string;
}): string {
  const segment = rule.segment === null ? '' : ` in the segment ${keyText(rule.segment)}`;
  const prompt = rule.prompt === null ? '' : ` of ${keyText(rule.prompt)}`;
  return `${keyText(rule.key)}${segment}${prompt} from ${rule.from} to ${rule.to}`;
}

function editText({ key, from, to }: { key: string; from: string | null; to: string | null }): string {
  const value = (text: string | null) => (text === null ? 'not set' : inCode(clip(unquoted(text), 30)));
  return `${keyText(key)} from ${value(from)} to ${value(to)}`;
}

/** A key or a path, so that both its ends can be read: the last part names the setting. */
function keyText(key: string): string {
  return inCode(clipMiddle(unquoted(key), LONGEST_KEY));
}

/** Ends no code. */
function unquoted(text: string): string {
  return text.replaceAll('`', '’');
}

function inCode(text: string): string {
  return `\`${text || ' '}\``;
}

/** `enterprise: 12 of 50 cases removed, 3 loosened` */
function weakerSegment({
  name,
  cases,
  ...counts
}: Extract<Notice, { code: 'suite-weakened' }>['segments'][number]): string {
  const parts = (['removed', 'replaced', 'loosened'] as const).filter((how) => counts[how] > 0);
  return `${name}: ${parts
    .map((how, at) => `${counts[how]} ${at === 0 ? `of ${counted(cases, 'case')} ` : ''}${how}`)
    .join(', ')}`;
}

function casesIn({ cases, segments }: { cases: number; segments: readonly string[] }): string {
  const where = segments.length <= MOST_NAMES ? segments.join(', ') : `${segments.length} segments`;
  return `${counted(cases, 'case')} (${where})`;
}

function quoted(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => `“${clip(name, 60)}”`);
  const more = names.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
