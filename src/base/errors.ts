/** A place in a file. Lines and columns count from 1. */
export type Place = { path: string; line?: number; column?: number };

/** `path:line:column`, as editors and compilers write it. */
export function formatPlace(place: Place): string {
  return [place.path, place.line, place.column].filter((part) => part !== undefined).join(':');
}

/**
 * A mistake of the user, not a bug: what is wrong, where, and what to do.
 * Exit code 2 in the terminal, verdict `error` in the Action.
 */
export class ConfigurationError extends Error {
  /** What is wrong, without place and remedy; `message` joins all three. */
  readonly problem: string;
  readonly place: Place | undefined;
  readonly remedy: string | undefined;

  constructor(
    problem: string,
    details: { place?: Place | undefined; remedy?: string | undefined; cause?: unknown } = {},
  ) {
    const where = details.place ? `${formatPlace(details.place)}: ` : '';
    const remedy = details.remedy ? ` ${details.remedy}` : '';
    super(`${where}${problem}${remedy}`, { cause: details.cause });
    this.name = 'ConfigurationError';
    this.problem = problem;
    this.place = details.place;
    this.remedy = details.remedy;
  }
}

/**
 * Several mistakes found in one reading, reported together so that one run shows them all. A mistake that was found
 * more than once (in content that cases or prompts share) is reported once.
 */
export class ConfigurationErrors extends Error {
  readonly errors: readonly ConfigurationError[];

  constructor(errors: readonly ConfigurationError[]) {
    const told = [...new Map(errors.map((error) => [error.message, error])).values()];
    super(told.map(({ message }) => message).join('\n'));
    this.name = 'ConfigurationErrors';
    this.errors = told;
  }
}

/** The mistakes in an error. Rethrows any other error: it is a bug, or a failure outside the repository. */
export function mistakesIn(problem: unknown): ConfigurationError[] {
  if (problem instanceof ConfigurationErrors) return [...problem.errors];
  if (problem instanceof ConfigurationError) return [problem];
  throw problem;
}

/**
 * The result of reading the user's files; undefined if they have mistakes, which the caller reports elsewhere or
 * ignores.
 */
export async function unlessMistaken<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (problem) {
    mistakesIn(problem);
    return undefined;
  }
}

const MOST_MISTAKES = 20;

/**
 * What is read of each item.
 * @throws ConfigurationErrors with the mistakes of all items, the first 20; what is no mistake of the user at once.
 */
export function readEach<T, U>(items: readonly T[], read: (item: T, index: number) => U): U[] {
  const results: U[] = [];
  const mistakes: ConfigurationError[] = [];
  for (const [index, item] of items.entries()) {
    try {
      results.push(read(item, index));
    } catch (problem) {
      mistakes.push(...mistakesIn(problem));
      if (mistakes.length >= MOST_MISTAKES) break;
    }
  }
  if (mistakes.length > 0) throw new ConfigurationErrors(mistakes.slice(0, MOST_MISTAKES));
  return results;
}

/** The same mistake, or mistakes, with one more remedy for the first; any other problem unchanged. */
export function withRemedy(problem: unknown, remedy: string): unknown {
  if (problem instanceof ConfigurationErrors) {
    const told = problem.errors.map((error, index) =>
      index === 0 ? withOneMoreRemedy(error, remedy) : error,
    );
    return new ConfigurationErrors(told);
  }
  return problem instanceof ConfigurationError ? withOneMoreRemedy(problem, remedy) : problem;
}

function withOneMoreRemedy(error: ConfigurationError, remedy: string): ConfigurationError {
  return new ConfigurationError(error.problem, {
    place: error.place,
    remedy: error.remedy ? `${error.remedy} ${remedy}` : remedy,
    cause: error,
  });
}

/** The gate could not decide for a reason outside the repository: no key, provider down, budget spent. */
export class GateFailure extends Error {
  /** What happened, without the remedy. */
  readonly problem: string;
  readonly remedy: string | undefined;

  constructor(problem: string, details: { remedy?: string | undefined; cause?: unknown } = {}) {
    super(details.remedy ? `${problem} ${details.remedy}` : problem, { cause: details.cause });
    this.name = 'GateFailure';
    this.problem = problem;
    this.remedy = details.remedy;
  }
}
