/** The part of jStat 1.9.6 that is used here; the package ships no types. */
declare module 'jstat' {
  type JStat = {
    normal: { inv(p: number, mean: number, standardDeviation: number): number };
    studentt: { inv(p: number, degreesOfFreedom: number): number };
  };
  const jStat: JStat;
  export default jStat;
}
