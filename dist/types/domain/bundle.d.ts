import type { Json } from '../base/json.js';
import type { Role } from './message.js';
/**
 * What a model is asked by one version of a prompt, and nothing else: the content that a version's digest is computed
 * over. Not in it: name, path, descriptions, file comments, suite, key names. All texts have LF line ends.
 */
export type Bundle = {
    format: 1;
    /** Name of the template engine. With `jinja`, a line end at the very end of a text is kept, not dropped. */
    engine: string;
    messages: BundleMessage[];
    /**
     * Texts of included templates, by the name that the including template writes. Where two of them have one name, the
     * second is called `<key of the including text>><name>`; that of a message is empty.
     */
    includes: Record<string, string>;
    model: BundleModel;
    /** Only parameters that are stated, in provider-neutral names; tools and response format among them. */
    parameters: Record<string, Json>;
    variables: Record<string, BundleVariable>;
};
export type BundleMessage = {
    role: Role;
    name?: string;
    template: string;
    /** The parts of a content that has images in it; `template` is empty then. */
    parts?: BundlePart[];
    /** How one text becomes several messages, as in `TemplateMessage`. */
    splits?: 'role-marks' | 'role-lines' | 'json';
    'tool-calls'?: BundleToolCall[];
    /** The id of the call that a tool's message answers. */
    'tool-call-id'?: string;
};
/** A text, or the address of an image: `https://…` or `data:image/…;base64,…`. */
export type BundlePart = {
    kind: 'text' | 'image';
    template: string;
    detail?: string;
};
export type BundleToolCall = {
    id: string;
    name: string;
    /** An object whose texts are templates; or one template of such an object's JSON. */
    arguments: Json;
    /** The arguments as they are sent, where that is not the JSON of `arguments` with its keys in canonical order. */
    text?: string;
};
export type BundleModel = {
    provider: string;
    api: string;
    model: string;
    /** Only where the policy states one. */
    'base-url'?: string;
};
export type BundleVariable = {
    type?: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
    /** Characters. */
    'max-length'?: number;
    enum?: (string | number | boolean)[];
    /** A regular expression (RE2) that the whole value matches. */
    pattern?: string;
    /** A value must be given. */
    required: boolean;
    default?: Json;
};
/** Estimated tokens of a prompt's template without its variables. */
export type TokenEstimate = {
    fixed: number;
    /** Of the start of the messages that is the same in every call, which a provider can cache. */
    cacheablePrefix: number;
    /** What estimated them. */
    estimator: string;
};
