/**
 * Environment variables that hold keys which the gate may be given: the policy names one, and so must not be able to
 * name whatever else a job's environment has.
 */
export const KEY_VARIABLE = /^[A-Z][A-Z0-9_]{0,60}_API_KEY$/;
