import type { Json } from '../../base/json.ts';
import type { Prompt } from '../../domain/prompt.ts';

/** A position in a template; `path` is that of an included file, null in the template itself. */
export type Spot = { path: string | null; offset: number; length: number };

/** A place where a template needs a value from the case. */
export type VariableUse = {
  name: string;
  /** False if the template itself handles the absence (`is defined`, `default`). */
  required: boolean;
  /** Whether the template iterates over the value here. */
  isList?: boolean;
  spot: Spot;
};

/** A compiled template. */
export type Template = {
  uses: VariableUse[];
  /**
   * Throws TemplateProblem for mistakes that only occur with values: a missing attribute, a text that grows too long.
   */
  render(values: Record<string, Json>): string;
};

export type TemplateSource = {
  text: string;
  /** Path of the file that contains the text, for resolving includes. */
  path: string;
  /** Included files by repository path. */
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
