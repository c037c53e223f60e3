/**
 * About how many pairs (one answer of the candidate, one of the control) a mixture of bets needs until it trips at 1/α
 * when the candidate's rate is `drop` lower: (log(1/α) + log(number of bets)) / the largest growth E log(1 + λ(d − margin))
 * over the bets λ, d = control − candidate of independent answers (Wald 1945; Waudby-Smith & Ramdas 2023).
 * @param question.rate of the control, 0–1
 * @param question.margin of the drop that is no alarm, 0–1
 * @param question.bets each above 0 and below 1/(1 + margin)
 * @returns null where no bet grows: such a drop is never noticed
 */
export function pairsUntilNoticed(question: {
  rate: number;
  drop: number;
  margin: number;
  alpha: number;
  bets: readonly number[];
}): number | null {
  const { rate, drop, margin, alpha, bets } = question;
  const candidate = Math.max(0, rate - drop);
  const worse = rate * (1 - candidate);
  const better = (1 - rate) * candidate;
  const growth = Math.max(
    ...bets.map(
      (bet) =>
        worse * Math.log1p(bet * (1 - margin)) +
        better * Math.log1p(-bet * (1 + margin)) +
        (1 - worse - better) * Math.log1p(-bet * margin),
    ),
  );
  return growth > 0 ? (Math.log(1 / alpha) + Math.log(bets.length)) / growth : null;
}
