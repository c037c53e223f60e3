import type { Json } from '../../base/json.ts';
import type { Prompt } from '../../domain/prompt.ts';

/** Where in a template something stands; `path` is that of an included file, null in the template itself. */
export type Spot = { path: string | null; offset: number; length: number };

/** A place where a template wants a value from the case. */
export type VariableUse = {
  name: string;
  /** False where the template itself provides for the absence (`is defined`, `default`). */
  required: boolean;
  /** The template goes through its items here. */
  isList?: boolean;
  spot: Spot;
};

/** A template, ready to be filled in. */
export type Template = {
  uses: VariableUse[];
  /** Throws TemplateProblem for what only shows with values: a missing attribute, a text that grows too long. */
  render(values: Record<string, Json>): string;
};

export type TemplateSource = {
  text: string;
  /** The file the text stands in, for resolving includes. */
  path: string;
  /** By repository path. */
  includes: Prompt['includes'];
  /** Whether Jinja keeps the line end at the very end. */
  keepsLineEnd?: boolean | undefined;
};

/** A mistake in a template, reported before its place in a file is known. */
export class TemplateProblem extends Error {
  readonly spot: Spot;
  readonly remedy: string | undefined;

  constructor(problem: string, details: { spot: Spot; remedy?: string; cause?: unknown }) {
    super(problem, { cause: details.cause });
    this.name = 'TemplateProblem';
    this.spot = details.spot;
    this.remedy = details.remedy;
  }
}

/**
 * A value as text: strings verbatim, null as nothing, numbers and booleans as JSON writes them,
 * lists and mappings as one line of JSON.
 */
export function valueText(value: Json | undefined): string {
  if (typeof value === 'string') {
    return value;
  }
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

/** A case's own value: never one inherited from a prototype. */
export function ownValue(values: Record<string, Json>, name: string): Json | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}
