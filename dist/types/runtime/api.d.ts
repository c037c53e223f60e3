import type { Json } from '../base/json.js';
import type { Bundle, BundleModel } from '../domain/bundle.js';
import type { Message } from '../domain/message.js';
/** Public halves of the keys that sign, each `ed25519:<base64>`, as `signing:` of the policy has them. */
export type PublicKeys = {
    pointer: readonly string[];
    promotion: readonly string[];
};
/** Time, as the runtime sees it. Tests bring their own. */
export type Clock = {
    /** ms since 1970. */
    now(): number;
    /**
     * Calls a function once, later.
     * @param keepsProcess whether the process stays alive for it
     * @returns a function that cancels it
     */
    after(milliseconds: number, run: () => void, keepsProcess: boolean): () => void;
};
/** Somewhere that an environment's pointer and bundles are published. Both readers may throw: the source is asked again. */
export type Source = {
    /** Its name in `state()` and in messages: no credentials. */
    name: string;
    /** Built into the image: asked at once, but `openPrompts` waits for the others first. */
    isBuiltIn?: true;
    /** What it answers can be changed on its way: it is taken only with `publicKeys`. */
    isUnprotected?: true;
    /**
     * The pointer's JSON; null where the environment is not published there.
     * @param signal aborted when nobody waits any longer
     */
    readPointer(environment: string, signal: AbortSignal): Promise<string | null>;
    /** A bundle's JSON, whose bytes have this sha256 (hex); null where it is not there. */
    readObject(digest: string, signal: AbortSignal): Promise<string | null>;
    /**
     * Calls back when a new pointer may be there, so that the source is asked at once. It is asked as often as ever besides.
     * @param id of the process, as in `report`: several may follow by one source
     * @returns what ends it
     */
    watch?(environment: string, changed: () => void, id: string): () => void;
    /** Gets to know what serves in this process, each time it was asked. Never throws and never waits. */
    report?(environment: string, serving: ServingProcess): void;
    /** What it cannot do, and what goes well without, as the ends of sentences that begin with its name. */
    warnings?(): string[];
};
/** A process that follows an environment. */
export type ServingProcess = {
    /** Random. */
    id: string;
    serial: number;
    /** ms since 1970. */
    since: number;
};
/**
 * What is needed of a Redis client: that of `redis`, `@redis/client` or `ioredis`, connected by its owner. Only `get`
 * has to be there.
 */
export type RedisClient = {
    get(key: string): Promise<unknown>;
    /** To report this process; one of the two names. */
    setEx?(key: string, seconds: number, value: string): Promise<unknown>;
    setex?(key: string, seconds: number, value: string): Promise<unknown>;
    /** A second connection, on which changes are announced. */
    duplicate?(): RedisSubscriber;
};
/** A connection of a Redis client that listens. */
export type RedisSubscriber = {
    on(event: string, listener: () => void): unknown;
    connect?(): Promise<unknown>;
    subscribe(channel: string, listener: () => void): Promise<unknown>;
    /** So that an application that has nothing else to do can end. */
    unref?(): unknown;
    destroy?(): unknown;
    disconnect?(): unknown;
};
/** What an application reports of one call: numbers, and what was so or not. `error`: the call failed. */
export type Metrics = {
    error?: boolean;
} & {
    [metric: string]: boolean | number;
};
/** What is recorded of one call: one line of the file. No texts, and no user. */
export type Observation = {
    id: string;
    /** ISO 8601, UTC. */
    at: string;
    environment: string;
    prompt: string;
    version: string;
    digest: string;
    /** Of the pointer that served. */
    serial: number;
    /** The asker's, whether it has weights of its own or not; `*` where none was named. */
    segment: string;
    /** sha256 (hex) of the prompt's name and the unit; null without a unit. */
    unit: string | null;
    /** The probability with which the unit got this version, 0–1. */
    propensity: number;
    metrics: Record<string, boolean | number>;
    /** The version was forced in this process, so the weights did not choose it. */
    forced?: true;
};
/** A file that gets a line of JSON for each observation, or a function that gets each; what it returns is awaited by `close`. */
export type RecordTo = string | ((observation: Observation) => unknown);
/** Who asks: what an assignment sticks to, and the segment, as its name or as the attributes among which it is. */
export type Asker = {
    unit?: string | undefined;
    segment?: string | Readonly<Record<string, string | undefined>> | undefined;
};
/** The version that one asker got, as it is recorded. */
export type ServedVersion = {
    /** The prompt's. */
    name: string;
    version: string;
    /** sha256 of its bundle, hex. */
    digest: string;
    /** The asker's, whether it has weights of its own or not; `*` where none was named. */
    segment: string;
    /** sha256 (hex) of the prompt's name and the unit; null without a unit. */
    readonly unit: string | null;
    /** The probability, 0–1, with which the unit gets this version. */
    propensity: number;
    /** Of the pointer that served. */
    serial: number;
    /** Whether `force` named this version. */
    isForced: boolean;
};
/** A prompt as one asker gets it. It stays what it is, whatever serves later. */
export type ServedPrompt = ServedVersion & {
    /** Why this version, in OpenFeature's words; of a forced one `static`. */
    reason: 'static' | 'targeting_match' | 'split';
    /** The model that this version was tested with. */
    model: BundleModel;
    /** Only what the version states, in neutral names: `temperature`, `maxTokens`, `tools`, `responseFormat` and others. */
    parameters: Record<string, Json>;
    /** All that this version asks, unrendered, as its digest covers it. */
    bundle: Bundle;
    /** Link to its file at its commit; undefined where the pointer does not say, or is of an unknown host. */
    source: string | undefined;
    /** Link to the form that edits the file on the main branch. */
    edit: string | undefined;
    /**
     * The messages to send. Values go in unchanged; what is undefined is not given.
     * @throws PromptError that names all variables that are missing or out of their declared bounds
     */
    render(variables?: Record<string, Json | undefined>): Message[];
    /** For a span: OpenTelemetry's names. */
    attributes(): Record<string, string>;
};
/** What a source did when it was last asked. Times are ms since 1970. */
export type SourceState = {
    name: string;
    checkedAt: number | null;
    /** When it last served what we serve. */
    confirmedAt: number | null;
    /** Why nothing was taken from it then, as the end of a sentence that begins with its name; null: it serves what we serve. */
    problem: string | null;
    /** What it cannot do, and what goes well without: announcing changes, counting this process. */
    warnings: string[];
};
/** A pointer that was not taken, and why. */
export type Refusal = {
    source: string;
    reason: string;
    at: number;
};
export type OpenOptions = {
    /** The environment, as the policy names it: `production`. */
    environment: string;
    /** All of them are asked, and the highest serial wins. */
    sources: readonly Source[];
    /** The public halves of the registry's keys: then what they did not sign is refused. */
    publicKeys?: PublicKeys | undefined;
    /** Pointers with a lower serial are refused: for a start that has no `cacheDirectory` to know it from. Default: 0. */
    minSerial?: number | undefined;
    /** A folder that keeps the last good state, for a start without any source. */
    cacheDirectory?: string | undefined;
    /**
     * Versions that this process serves whatever the weights are, by the prompt's name: `{ support: '1.3.0' }`. They have to
     * be in a pointer when the runtime opens, and go on serving when later ones have them no longer.
     */
    force?: Readonly<Record<string, string>> | undefined;
    /** Called when another pointer serves, with the names of the prompts in which it differs from the one before. */
    onChange?: ((change: {
        serial: number;
        prompts: string[];
    }) => unknown) | undefined;
    /** Where `record` writes. */
    record?: RecordTo | undefined;
    /** How often each source is asked, in ms. Default: 3,000. */
    intervalMs?: number | undefined;
    /** How long one answer of a source, and a first pointer, are waited for, in ms. Default: 2,000. */
    timeoutMs?: number | undefined;
    /** For tests. */
    clock?: Clock | undefined;
    /** For tests: 0 ≤ x < 1. */
    random?: (() => number) | undefined;
};
/** What serves in this process, and how well it is known. Times are ms since 1970. */
export type PromptsState = {
    environment: string;
    serial: number;
    /** When the pointer was made, by the registry's clock (ISO 8601). */
    at: string;
    /** The source that it came from, when it was taken, and how long ago that was. */
    source: string;
    takenAt: number;
    ageMs: number;
    /** When a source that is not built in last said that this is what serves; null: none has yet. */
    checkedAt: number | null;
    lastRefusal: Refusal | null;
    sources: SourceState[];
    /**
     * Prompts that are not served as this serial says, since a bundle of theirs cannot be had, and the serial as whose they
     * are served; null: not at all.
     */
    notReady: {
        prompt: string;
        problem: string;
        serial: number | null;
    }[];
    /** Versions that this process serves whatever the weights are, by the prompt's name. */
    forced: Readonly<Record<string, string>>;
    /** Versions that the breaker leaves out in this process. */
    leftOut: {
        prompt: string;
        version: string;
        standIn: string;
        until: number;
    }[];
    /** What could not be done: the last good state or observations written, `onChange` called. */
    problems: string[];
};
/** The prompts of one environment, kept up to date. */
export type Prompts = {
    /**
     * The prompt for an asker, from memory. Without a unit each call is assigned anew, by the weights.
     * @throws PromptError for a name that the environment does not serve, with those that it does
     */
    get(name: string, asker?: Asker): ServedPrompt;
    /** The names that the environment serves. */
    names(): string[];
    /**
     * Reports the outcome of a call. Never throws and never waits; see `state().problems`.
     * @param prompt from `get`; what else is of this type, from another process, is recorded and counts for nothing
     * @param metrics none: that there was a call
     */
    record(prompt: ServedVersion, metrics?: Metrics | null): void;
    state(): PromptsState;
    /** Stops asking the sources, and resolves when everything is written. What serves goes on serving. */
    close(): Promise<void>;
};
