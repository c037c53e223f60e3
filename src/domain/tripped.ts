/** What a guard does: takes a version back, keeps its exposure from rising, or only tells. */
export type GuardAction = 'rollback' | 'hold' | 'alert';

/** Of one version: how many answers, and the mean of their values; null where there is none. */
export type ArmFigures = { answers: number; mean: number | null };

/** What a guard had seen when it tripped, or so far. */
export type GuardFigures = {
  /** Evidence that the version is worse, and what it is held against; both at most 1e12. */
  evidence: number;
  limit: number;
  /** Pairs of one answer of the version and one of its control. */
  pairs: number;
  version: ArmFigures;
  control: ArmFigures;
  /** The latest 1,000 answers of each, for people: they decide nothing. */
  latest: { version: ArmFigures; control: ArmFigures };
  /** Bad answers more than the control would have given, since things got worse; null of what is no rate. */
  badAnswers: number | null;
};

/** What a guard watches: one metric of one version in one segment, beside a control. */
export type Guarded = {
  environment: string;
  prompt: string;
  version: string;
  segment: string;
  metric: string;
  /** The version that it is compared with; null: none serves there, so it is compared with its own beginning. */
  control: string | null;
};

/** Means of the latest answers over time, in columns of equal time, for people; null where none came. */
export type GuardTrend = { version: (number | null)[]; control: (number | null)[] };

/** A guard found that a version is worse. What follows from it is an event of its own. */
export type Tripped = { type: 'tripped' } & Guarded & {
    figures: GuardFigures;
    /** Absent in older logs. */
    trend?: GuardTrend;
    action: GuardAction;
    /** Most probability of a false alarm of the guard while a version is new. */
    alpha: number;
    /** `new`: judged from its first answer on; `steady`: for a change at some time. */
    test: 'new' | 'steady';
  };

/** A trip as the state keeps it. */
export type Trip = Pick<Tripped, 'version' | 'segment' | 'metric' | 'action'> & {
  at: string;
  /** When a person released the version, or the prompt; null: nobody did. */
  released: string | null;
};
