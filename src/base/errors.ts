/** Where in a file something stands. Lines and columns count from 1. */
export type Place = { path: string; line?: number; column?: number };

/** `path:line:column`, as editors and compilers write it. */
export function formatPlace(place: Place): string {
  return [place.path, place.line, place.column].filter((part) => part !== undefined).join(':');
}

/**
 * The user's mistake, as opposed to ours: what is wrong, where, and what to do.
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
 * Several mistakes found in one reading, told together so that one run shows them all. One that was found more than
 * once (in what cases or prompts share) is told once.
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

/** The mistakes that a problem consists of. Throws any other problem again: that is a bug, or the world outside. */
export function mistakesIn(problem: unknown): ConfigurationError[] {
  if (problem instanceof ConfigurationErrors) return [...problem.errors];
  if (problem instanceof ConfigurationError) return [problem];
  throw problem;
}

/** What reading the user's files gives; undefined where they have mistakes, which are told elsewhere or not at all. */
export async function unlessMistaken<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (problem) {
    mistakesIn(problem);
    return undefined;
  }
}

/** The same mistake, or mistakes, with one more thing to do about the first; any other problem as it is. */
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
