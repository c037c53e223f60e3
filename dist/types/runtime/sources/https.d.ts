import type { Source } from '../api.js';
/**
 * A published folder behind a web server. `http:` is taken for loopback, and elsewhere only with `publicKeys`.
 * Redirections are not followed.
 * @param url the folder's address; a query is kept for each request
 * @param headers sent with each request, such as `authorization`
 * @throws PromptError for an address that is none
 */
export declare function https(url: string, { headers }?: {
    headers?: Record<string, string>;
}): Source;
