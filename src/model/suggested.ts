/**
 * What messages give as an example of a model, `provider:model`: a snapshot whose price is known and whose retirement is
 * not announced.
 */
export const SUGGESTED_MODEL = 'openai:gpt-5.4-mini-2026-03-17';
