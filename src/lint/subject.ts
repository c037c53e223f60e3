import type { Place } from '../base/errors.ts';
import type { ModelTarget } from '../domain/answer.ts';
import type { Finding, FindingId } from '../domain/finding.ts';
import type { Notice } from '../domain/notice.ts';
import type { Prompt } from '../domain/prompt.ts';
import type { Suite } from '../domain/suite.ts';
import type { CacheOutlook } from './cache-outlook.ts';

/** What a rule looks at: a prompt that can be run, and its suite. */
export type Subject = {
  prompt: Prompt;
  /** Who is asked, and where that is stated. */
  models: readonly { target: ModelTarget; place: Place }[];
  suite: Suite;
  /** The variables that hold what users write. */
  userTexts: ReadonlySet<string>;
  /** What reading them noticed. */
  notices: readonly Notice[];
  /** What each segment can show; absent where nobody computed it. */
  segments?: readonly SegmentSize[] | undefined;
  /** The file with the suite's first case, as its cases are written there; absent: they are YAML. */
  caseFile?: { path: string; text: string } | undefined;
  /** What the cache of its first model's provider can do for it. */
  promptCache: CacheOutlook;
  /** `2026-11-29`. */
  today: string;
};

export type SegmentSize = {
  name: string;
  cases: number;
  /** What it must have to be judged, where it has fewer; else null. */
  fewest: number | null;
  /** Cases needed to see a drop as large as the margin; null without one. */
  casesNeeded: number | null;
};

/** A finding before the policy says how grave it is. */
export type Draft = Omit<Finding, 'severity'>;

/** Looks for findings of some ids; pure. */
export type Rule = { ids: readonly FindingId[]; find(subject: Subject): Draft[] };
