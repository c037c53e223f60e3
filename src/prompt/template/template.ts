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

/**
 * What a template renders, apart from how that is written: templates with equal forms render equal texts, whatever the
 * values. Literal texts, values put in as they are, and everything else an engine does, as code.
 */
export type TemplateForm = FormPiece[];

export type FormPiece =
  | string
  | { value: string }
  | {
      code: Json;
      /** The forms inside: an included file, the branches of a block. */
      inside?: TemplateForm[];
      /** A text that it always becomes. */
      mark?: string;
    };

/** A compiled template. */
export type Template = {
  uses: VariableUse[];
  form(): TemplateForm;
  /**
   * Throws TemplateProblem for mistakes that only occur with values: a missing attribute, a text that grows too long.
   */
  render(values: Record<string, Json>): string;
};

export type TemplateSource = {
  text: string;
  /** Path of the file that contains the text, for resolving includes. */
  path: string;
  /** Included files by repository path, or by the name by which they are included. */
  includes: Prompt['includes'];
  /** Whether included files are found by name: see `includeKey`. */
  includesByName?: true | undefined;
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

/**
 * The included file that `name` means in the file `from`: the first of the candidates, or, where included files are kept
 * by name, the one of that name. Undefined if it is not there.
 */
export function includedFile(
  { includes, includesByName }: Pick<TemplateSource, 'includes' | 'includesByName'>,
  {
    from,
    name,
    candidates,
  }: { from: string; name: string; candidates: (from: string, name: string) => string[] },
): { path: string; text: string } | undefined {
  const keys = includesByName ? [includeKey(name, from), name] : candidates(from, name);
  const key = keys.find((each) => Object.hasOwn(includes, each));
  return key === undefined ? undefined : includes[key];
}

/**
 * The key of an included file, where such files are kept by name and two of them have the same: the name within the
 * file, itself known by its key, that includes it. The one that is found first is kept by its name alone.
 */
export function includeKey(name: string, from: string): string {
  return `${from}>${name}`;
}

/** The form with neighbouring texts joined, and without empty ones. */
export function joinedForm(pieces: readonly FormPiece[]): TemplateForm {
  const joined: TemplateForm = [];
  for (const piece of pieces) {
    const last = joined.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') joined[joined.length - 1] = last + piece;
    else if (piece !== '') joined.push(piece);
  }
  return joined;
}
