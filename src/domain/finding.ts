import type { Place } from '../base/errors.ts';
import { docsUrl } from '../base/product.ts';

/** How grave a finding of `check` is, the gravest first. */
export const SEVERITIES = ['error', 'warning', 'notice'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** What `check` looks for, and how grave it is where the policy says nothing. Each has a section in docs/findings.md. */
export const FINDINGS = {
  'floating-model-alias': 'warning',
  'retired-model': 'warning',
  'retiring-model': 'notice',
  'undeclared-variable': 'notice',
  'unbounded-variable': 'notice',
  'unused-variable': 'notice',
  'never-given-variable': 'notice',
  'template-sent-as-text': 'warning',
  'user-text-in-instructions': 'warning',
  'undelimited-user-text': 'notice',
  'example-repeats-case': 'warning',
  secret: 'warning',
  'account-number': 'warning',
  'user-data': 'warning',
  'email-address': 'notice',
  'invisible-characters': 'warning',
  'over-context-window': 'warning',
  'prompt-cache-order': 'notice',
  'assertion-cannot-fail': 'warning',
  'edge-cases-missing': 'notice',
  'near-duplicate-cases': 'notice',
  'segment-not-judged': 'warning',
  'segment-too-small': 'notice',
  'unknown-name': 'warning',
} as const satisfies Record<string, Severity>;

export type FindingId = keyof typeof FINDINGS;

/** The ids of all findings, in the order of the documentation. */
export const FINDING_IDS = Object.keys(FINDINGS).filter(isFindingId);

function isFindingId(name: string): name is FindingId {
  return Object.hasOwn(FINDINGS, name);
}

/** Severities that the policy states; `off`: it is not looked for. */
export type FindingSeverities = { readonly [Id in FindingId]?: Severity | 'off' | undefined };

/** Something in a prompt or a suite that is valid and likely not meant. Sentences quote what users wrote: make them inert. */
export type Finding = {
  id: FindingId;
  severity: Severity;
  place: Place;
  /** What is there, a sentence or two. Secrets and addresses in it are cut. */
  message: string;
  /** What to do. */
  remedy: string;
  /** Cases to paste into the suite, as its file writes them. */
  cases?: string | undefined;
};

/** The id of what makes something invalid: no policy changes how grave that is. */
export const NOT_VALID = 'not-valid';

/** The page that explains every finding. */
export const FINDINGS_PAGE = docsUrl('docs/findings.md');

/** The address of the section about a finding, or about mistakes. */
export function findingDocs(id: FindingId | typeof NOT_VALID): string {
  return `${FINDINGS_PAGE}#${id}`;
}
