/** Why there is no prompt, or why it cannot be rendered: the caller's to mend. */
export declare class PromptError extends Error {
    readonly name = "PromptError";
}
/** What an error says, whatever it is. */
export declare function reasonOf(problem: unknown): string;
