import { z } from 'zod';
/** A maintainer's acceptance of what the gate blocks, for one commit. */
export declare const acceptanceSchema: z.ZodObject<{
    by: z.ZodString;
    at: z.ZodString;
    commit: z.ZodString;
    label: z.ZodString;
    prompts: z.ZodArray<z.ZodObject<{
        path: z.ZodString;
        segments: z.ZodArray<z.ZodString>;
    }, z.core.$strip>>;
}, z.core.$strip>;
export type Acceptance = z.infer<typeof acceptanceSchema>;
/** Who set the label that accepts, and when (ISO 8601). */
export type Acceptor = {
    by: string;
    at: string;
};
/** Why a label does not accept. */
export type RefusedAcceptance = {
    why: 'may-not-write';
    by: string;
} | {
    why: 'not-a-person';
    by: string;
}
/** The label may have been set before the commit was pushed. */
 | {
    why: 'not-for-this-commit';
}
/** `problem`: why GitHub could not be asked, a sentence. */
 | {
    why: 'not-known';
    problem: string;
};
/** Whether nothing blocks: a run that passes only because somebody accepted its block does not count. */
export declare function passesByItself(result: {
    verdict: string;
    accepted?: Acceptance | undefined;
}): boolean;
