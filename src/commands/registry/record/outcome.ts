import type { Credentials } from '../../../domain/answer.ts';
import type { Registered, Version } from '../../../domain/registry.ts';
import type { GateRequest } from '../../../domain/request.ts';
import type { PublishReport } from '../publish/publish.ts';
import type { WritingRequest } from '../writing.ts';
import type { DueAllocation } from './allocate.ts';
import type { DuePromotion } from './promotions.ts';

export type RecordRequest = WritingRequest & {
  /** The main branch; undefined: the remote's default branch. */
  base: string | undefined;
  /** Takes over what main has into environments in which nothing serves. */
  adopt: boolean;
  /** Before anything is recorded: registers the versions of main's whole history. */
  wholeHistory: boolean;
  runsNodeScripts: boolean;
  credentials: Credentials;
} & Pick<GateRequest, 'log' | 'signal' | 'agree' | 'restoreAnswers'>;

export type RecordOutcome = {
  /** Main's tip. */
  main: string;
  branch: string;
  /** There was no branch: a new registry begins. */
  begins: boolean;
  /** Main was force-pushed since the last commit that was recorded. */
  rewritten: boolean;
  registered: Registered[];
  /** Prompts that cannot be read at main's tip, with the first mistake of each. */
  unreadable: { path: string; problem: string }[];
  evaluated: { prompt: string; version: Version; cases: number; unanswered?: number }[];
  /** What a dry run would evaluate. */
  toEvaluate: { prompt: string; version: Version; cases: number }[];
  /** Prompts that could not be evaluated now. */
  pending: { prompt: string; problem: string }[];
  due: DuePromotion[];
  /** Portfolios whose weights a merge changed, and those that cannot be read. */
  allocations: DueAllocation[];
  /** What `--adopt` took over. */
  adopted: { prompt: string; version: Version; environment: string }[];
  dryRun: boolean;
  publication: PublishReport;
};
