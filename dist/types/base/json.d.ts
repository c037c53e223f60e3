/** A JSON value; stages exchange nothing else. */
export type Json = null | boolean | number | string | Json[] | {
    [key: string]: Json;
};
/** A JSON mapping, as opposed to a list or a scalar. */
export declare function isMapping(value: Json | undefined): value is {
    [key: string]: Json;
};
/** An object without the members that are undefined. */
export declare function defined<T>(members: {
    [key: string]: T | undefined;
}): {
    [key: string]: T;
};
/** A member that the object itself has; never one of JavaScript's own, such as `constructor`. */
export declare function ownMember<T>(object: {
    readonly [key: string]: T;
}, key: string): T | undefined;
