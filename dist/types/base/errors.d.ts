/** A place in a file. Lines and columns count from 1. */
export type Place = {
    path: string;
    line?: number;
    column?: number;
};
/** `path:line:column`, as editors and compilers write it. */
export declare function formatPlace(place: Place): string;
/**
 * A mistake of the user, not a bug: what is wrong, where, and what to do.
 * Exit code 2 in the terminal, verdict `error` in the Action.
 */
export declare class ConfigurationError extends Error {
    /** What is wrong, without place and remedy; `message` joins all three. */
    readonly problem: string;
    readonly place: Place | undefined;
    readonly remedy: string | undefined;
    constructor(problem: string, details?: {
        place?: Place | undefined;
        remedy?: string | undefined;
        cause?: unknown;
    });
}
/**
 * Several mistakes found in one reading, reported together so that one run shows them all. A mistake that was found
 * more than once (in content that cases or prompts share) is reported once.
 */
export declare class ConfigurationErrors extends Error {
    readonly errors: readonly ConfigurationError[];
    constructor(errors: readonly ConfigurationError[]);
}
/** The mistakes in an error. Rethrows any other error: it is a bug, or a failure outside the repository. */
export declare function mistakesIn(problem: unknown): ConfigurationError[];
/**
 * The result of reading the user's files; undefined if they have mistakes, which the caller reports elsewhere or
 * ignores.
 */
export declare function unlessMistaken<T>(read: () => Promise<T>): Promise<T | undefined>;
/** The same mistake, or mistakes, with one more remedy for the first; any other problem unchanged. */
export declare function withRemedy(problem: unknown, remedy: string): unknown;
/** The gate could not decide for a reason outside the repository: no key, provider down, budget spent. */
export declare class GateFailure extends Error {
    /** What happened, without the remedy. */
    readonly problem: string;
    readonly remedy: string | undefined;
    constructor(problem: string, details?: {
        remedy?: string | undefined;
        cause?: unknown;
    });
}
