import type { CostPolicy, GatePolicy, SmokePolicy } from '../config/config.ts';

/** The part of the owner's decisions that turns evidence into a verdict. */
export type Policy = { gate: GatePolicy; cost: CostPolicy; smoke: SmokePolicy };
