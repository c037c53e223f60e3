/**
 * Environment variables whose keys the gate may use: the policy names one, and must not be able to name any other
 * variable of a job's environment.
 */
export const KEY_VARIABLE = /^[A-Z][A-Z0-9_]{0,60}_API_KEY$/;
