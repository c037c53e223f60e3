import type { Acceptance, RefusedAcceptance } from './acceptance.ts';
import type { SegmentLimit } from './segment-result.ts';

/**
 * Something that the owner or a reviewer should know besides the verdict: a code and the facts, without words. The
 * report turns it into a sentence (`report/telling/notices.ts`). Codes and facts are published with the result.
 */
export type Notice = ResultNotice | PromptNotice | SuiteNotice | CostNotice;

export type NoticeCode = Notice['code'];

/** About the pull request as a whole. */
type ResultNotice =
  /**
   * `path` is the policy's; the first edited settings as written there (null: not set), and how many more there are; the
   * rules that let more pass, of all prompts or of one, absent where none does.
   */
  | {
      code: 'policy-edited';
      path: string;
      edits: { key: string; from: string | null; to: string | null }[];
      more: number;
      lowered?: { prompt: string | null; segment: string | null; key: string; from: string; to: string }[];
    }
  /** The edited policy at `path` newly requires pinned models, and these prompts name one that is not. */
  | { code: 'prompts-not-pinned'; path: string; prompts: string[] }
  /** The base has no policy yet: the defaults decide, and what the pull request's own policy adds is watched too. */
  | { code: 'policy-added'; path: string }
  /** The base's policy cannot be read, and the pull request does nothing but repair it. */
  | { code: 'policy-repaired'; path: string }
  | { code: 'entry-of-deleted-prompt'; path: string; policyPath: string }
  | { code: 'entry-of-renamed-prompt'; path: string; to: string; policyPath: string }
  /** `meant` is an existing path with nearly the same spelling; `obstacle`: why git has no files there. */
  | {
      code: 'entry-without-prompt';
      path: string;
      place: string;
      meant: string | null;
      obstacle?: string | undefined;
    }
  /** The policy names something of the cases of a prompt that none has, as it did before the pull request. */
  | { code: 'name-without-cases'; problem: string; place: string }
  /** The base renamed the prompt after the branch began. */
  | { code: 'prompt-renamed-at-base'; path: string; to: string }
  /** `path` is the policy's, as the pull request would have it. */
  | { code: 'prompts-leave-watch'; path: string; prompts: string[] }
  /** A watched prompt that is gone; `to` has its text, and nothing watches it. */
  | { code: 'prompt-lives-on-unwatched'; path: string; to: string; policyPath: string }
  /** A new file that is a prompt by its looks. */
  | { code: 'unwatched-prompt'; path: string; policyPath: string }
  | { code: 'fork-without-keys' }
  /** Single cases were asked for. `failing`: because they failed; `stored`: all their answers are those of earlier runs. */
  | { code: 'cases-chosen'; failing: boolean; stored: boolean }
  /** What was there before the push is gone: the change is compared with `base` instead. */
  | { code: 'base-gone'; commit: string; base: string }
  /** A maintainer's label turned `block` into `pass`. */
  | ({ code: 'block-accepted' } & Acceptance)
  /** The label is there, and does not count. */
  | ({ code: 'acceptance-refused'; label: string } & RefusedAcceptance)
  /** The edited policy keeps the registry on another branch, or at another remote, than the base's. */
  | { code: 'registry-starts-anew'; path: string; from: string; to: string }
  /** The edited policy keeps no registry any more. */
  | { code: 'registry-ends'; path: string; place: string }
  /** CODEOWNERS does not ask the owner whom a portfolio states. */
  | { code: 'portfolio-owner-not-asked'; path: string; owner: string }
  | { code: 'portfolio-ends'; path: string; prompt: string }
  /** The policy counts a metric of a portfolio's guards otherwise from the merge on. */
  | { code: 'guards-count-otherwise'; path: string; prompt: string; environment: string; metric: string }
  /** Another environment is weighed from the merge on. */
  | { code: 'portfolio-moves'; path: string; prompt: string; from: string; to: string }
  /** No prompt has this name any more once this is merged, and it serves. */
  | {
      code: 'prompt-goes-on-serving';
      name: string;
      serving: { environment: string; versions: string[] }[];
    }
  /** Which versions the prompts become cannot be told. */
  | { code: 'registry-not-read'; problem: string };

/** About one prompt and the model that answers it. */
type PromptNotice =
  | { code: 'baseline-unusable'; problem: string; place: string | null }
  /** `first`: the model is the first in the list. */
  | { code: 'one-of-several-providers'; path: string; providers: number; model: string; first: boolean }
  /** The pull request changes providers that a file lists beside the one that is asked. */
  | { code: 'changed-provider-not-asked'; path: string; names: string[] }
  /** Of a file's providers that are all to be asked: those that cannot be, as the file names them. */
  | { code: 'providers-not-asked'; path: string; names: string[] }
  /** Of the models that a prompt is asked of, as `provider:model`: those that another one replaces, that came, that went. */
  | {
      code: 'asked-models-changed';
      replaced: { from: string; to: string }[];
      added: string[];
      removed: string[];
    }
  /** `provider:model`; the price in USD of 1,000 calls, before and after, where both are known. */
  | { code: 'model-changed'; from: string; to: string; pricePer1000: [number, number] | null }
  /** `provider:model` of the arms whose calls have no known price, so that money is not judged. */
  | { code: 'price-not-known'; models: string[] }
  | { code: 'model-not-pinned'; model: string }
  | { code: 'judge-not-pinned'; model: string }
  /** `named` are the suite's; `model` is the policy's and is used. */
  | { code: 'judge-of-suite-not-used'; role: 'judge' | 'embedder'; named: string[]; model: string }
  /** Parameters that the API called `api` does not support, named as in its documentation, identifiers in backticks. */
  | { code: 'parameters-left-out'; api: string; parameters: string[] }
  /** The file names no model, or one that cannot be asked (`stated`). */
  | { code: 'model-by-default'; path: string; stated: string | null; model: string }
  /** Instructions of an agent: sent with `files`, and answered without `tools` or any others. */
  | { code: 'answered-without-tools'; path: string; files: string[]; tools: string[] }
  /** Among several of a file, unchanged. */
  | { code: 'prompt-not-read'; prompt: string; problem: string }
  /** Programs that a promptfoo config runs before and after its tests. */
  | { code: 'extensions-not-run'; path: string }
  /** A message without a text, which a program may fill in. */
  | { code: 'message-empty'; role: string; place: string }
  | { code: 'variable-not-used'; variable: string; cases: number; meant: string | null }
  | { code: 'variable-without-bounds'; variable: string; place: string }
  /**
   * The baseline answers otherwise than when its stored answers were given (`since`: the day of the oldest, null where
   * nobody noted it), by segment or `overall`: its rates then and now, fractions, and the p of their difference.
   */
  | {
      code: 'baseline-drifted';
      since: string | null;
      segments: { name: string; stored: number; fresh: number; pValue: number }[];
    }
  /** Drops against stored answers of the baseline, fractions, that are no regression against its fresh ones. */
  | {
      code: 'drop-not-confirmed';
      since: string | null;
      segments: { name: string; stored: number; fresh: number; pValue: number }[];
    }
  /** Critical cases that were lost at first and not when they were asked again. */
  | { code: 'critical-not-confirmed'; cases: string[] }
  /**
   * A limit of latency that nothing is held against: of too few cases one run asked both versions, by a call each. `apart`:
   * further cases, of which different runs asked them; `oneCall`: those that one call answered in both, or with another case.
   */
  | { code: 'latency-not-judged'; cases: number; families: number; apart: number; oneCall: number }
  /** Limits of cost or latency that segments have of their own, and too few cases to hold anything against them. */
  | {
      code: 'segment-limits-not-judged';
      segments: { name: string; cases: number; families: number; limits: SegmentLimit['of'][] }[];
    }
  | ({ code: 'answers-missing'; standsOn: 'first-look' | 'other-answers' } & MissingAnswers)
  | { code: 'answers-saved'; answers: number; segments: { name: string; spared: number; cases: number }[] };

/**
 * Answers of one prompt that are missing because of a limit of the run, of money or of time; `cause` is the limit's own
 * sentence.
 */
export type MissingAnswers = {
  path: string;
  cause: string;
  missing: number;
  answers: number;
  /** Segments with the most missing answers first; an answer counts in each segment of its case. */
  segments: { name: string; missing: number }[];
};

/** About the cases and how they are judged. */
type SuiteNotice =
  /**
   * Cases of the base that are removed, replaced by another question under the same id, or loosened, a segment.
   * `stillAsked`: as they stand at the base.
   */
  | {
      code: 'suite-weakened';
      path: string;
      segments: { name: string; cases: number; removed: number; replaced: number; loosened: number }[];
      stillAsked: boolean;
    }
  /**
   * Cases of the base that lack variables which the candidate needs, how many of them are critical, and the variables
   * whose values the pull request adds to them.
   */
  | { code: 'base-cases-completed'; path: string; cases: number; critical: number; variables: string[] }
  /** Cases of the base that the candidate cannot be asked, and the first reason. */
  | { code: 'base-cases-not-asked'; cases: number; problem: string; place: string | null }
  | ({ code: 'cases-changed' } & CaseCount)
  | ({ code: 'cases-added' } & CaseCount)
  /**
   * Cases of the suite at `path` that the pull request puts into other groups: until it is merged, the base's count. And
   * the segments that will then have fewer families, a case without a group being one, and so can show less.
   */
  | {
      code: 'cases-regrouped';
      path: string;
      cases: number;
      segments: { name: string; before: number; after: number }[];
    }
  /**
   * Cases with nearly the same text that no group holds together: how many, of how many families, and the places of the
   * first of them, family by family.
   */
  | { code: 'cases-alike'; path: string; cases: number; families: number; places: string[][] }
  | { code: 'cases-without-assertion'; cases: number }
  /** Cases that equal another one, and are asked once. */
  | { code: 'cases-equal'; cases: number }
  /** Cases of an agent that need something besides the prompt, or have no prompt, by reason. */
  | { code: 'cases-left-out'; path: string; cases: number; files: number; tools: number; unreadable: number }
  /** Too few cases for a segment to be judged, which needs `fewest`. */
  | { code: 'cases-too-few'; path: string; cases: number; fewest: number }
  | { code: 'cases-multiplied' }
  /** Tests that a program at `path` makes. */
  | { code: 'cases-generated'; path: string; cases: number }
  /**
   * Another tool's data set, what its columns are as the policy writes it, the kind of assertion that an expected output
   * became, rows that the tool keeps but uses no more, and columns that are not read.
   */
  | {
      code: 'data-set-read';
      path: string;
      tool: string | null;
      cases: number;
      retired: number;
      columns: { column: string; is: string }[];
      expected: string | null;
      notRead: string[];
    }
  /** A key that the suite's format allows and the gate does not know. */
  | { code: 'key-not-read'; key: string; of: 'test' | 'options' | 'assertion' }
  | { code: 'segments-alike'; names: [string, string] }
  | { code: 'repeat-not-read'; setting: string }
  | { code: 'model-of-case-not-read'; setting: string }
  | { code: 'judging-scripts-changed'; paths: string[] }
  /** `select-best` compares with the baseline's answer, and the prompt has no baseline. */
  | { code: 'nothing-to-compare-with' };

/** Number of cases of the suite at `path`, and their segments. */
type CaseCount = { path: string; cases: number; segments: string[] };

/** Why the cost changed; tokens, estimated. */
type CostNotice =
  /** Less than before differs from call to call at the beginning; `usdPerDay` is below 0 where that saves money. */
  | { code: 'cacheable-prefix-grows'; before: number; after: number; usdPerDay?: number }
  /** `variable` ends it, at `place`; `usdPerDay` at the declared traffic. */
  | {
      code: 'cacheable-prefix-shrinks';
      before: number;
      after: number;
      variable?: string;
      place?: string;
      usdPerDay?: number;
    }
  /** What it takes until the provider's cache holds the edited beginning of `tokens`. */
  | { code: 'prompt-cache-refill'; tokens: number; usd: { least: number; most: number } }
  /** Variables, the first at `place`, that keep the beginning from being `tokens` long. */
  | {
      code: 'prompt-cache-order';
      variables: string[];
      place: string;
      tokens: number;
      savedUsdPerDay: number | null;
    }
  /** Of the prompt's own text, without its variables. */
  | { code: 'fixed-tokens-rise'; before: number; after: number };

/** The notices without repetitions, in their order. */
export function withoutRepeats(notices: readonly Notice[]): Notice[] {
  return [...new Map(notices.map((notice) => [JSON.stringify(notice), notice])).values()];
}
