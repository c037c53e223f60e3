/** Why there is no prompt, or why it cannot be rendered: the caller's to mend. */
export declare class PromptError extends Error {
    readonly name = "PromptError";
}
/** What an error says, whatever it is; never empty. */
export declare function reasonOf(problem: unknown): string;
/**
 * Calls a function of the application's. Whatever it throws, at once or later, is reported and disturbs nobody.
 * @param failed gets the reason
 * @returns what resolves when it is over, and never rejects
 */
export declare function callSafely(work: () => unknown, failed: (reason: string) => void): Promise<void>;
