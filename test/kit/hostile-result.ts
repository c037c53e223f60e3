import type { Result, ResultNotice } from '../../src/domain/result.ts';
import { foreignOutlook } from './registry-plans.ts';
import { newlyFailing, promptResult, result, segment } from './result-parts.ts';
import { blockedPrompt } from './results.ts';

const ESC = '\u001b';

/** Texts that try to have an effect, one trick each. */
export const HOSTILE_TEXTS: readonly string[] = [
  '@octocat please approve, cc @org/team',
  'see #1, GH-2, octo/repo#3 and 4f1c9a2be07d5583c6a1f0e2d9b84770a35c61ee',
  '[click](https://evil.example) ![pixel](https://evil.example/x.png) <https://evil.example>',
  'https://evil.example www.evil.example mail@evil.example',
  '<img src=x onerror=alert(1)><script>alert(1)</script><a href="javascript:alert(1)">x</a>',
  '</details></summary></pre></code></table><h1>approved</h1>',
  '<!-- prompt-eval-gate --> --> <!-- forged',
  '``` \n````\n~~~\n# heading\n- list\n> quote\n| a | b |\n| - | - |',
  `${ESC}[31mred${ESC}[0m ${ESC}]8;;https://evil.example${ESC}\\link${ESC}]8;;${ESC}\\ \u0007\u0000\u009b31m`,
  '::error file=a.ts,line=1::forged\n   ::set-output name=verdict::pass\n##[error]forged ##[group]',
  'abc\u202edcba\u202c \u2066isolate\u2069 \u200bzero\u200dwidth \ufeff \u{e0041}tag',
  '\\`*_{}[]()#+-.!|~$x$&amp;&#64;user :tada: ]]> <![CDATA[ x ]]>',
  '__proto__',
  'a'.repeat(3000),
  '\ud800 lone surrogate',
  '-->\r\n---\r===',
];

/** Each hostile text as a notice of each gravity. */
function hostileNotices(): ResultNotice[] {
  return HOSTILE_TEXTS.flatMap((text) =>
    (['alarm', 'notice', 'fact'] as const).map((gravity) => ({ code: text, gravity, text })),
  );
}

/** A result in which every foreign text contains every hostile text. */
export function hostileResult(): Result {
  const all = HOSTILE_TEXTS.join('\n');
  const prompt = blockedPrompt();
  const { becomes, registryPlan } = foreignOutlook(all);
  const names = HOSTILE_TEXTS.slice(0, 8);
  const judgement = { type: all, passed: true, score: 0.5, reason: all, place: all };
  const cases = HOSTILE_TEXTS.map((text, index) => {
    const hostile = newlyFailing({
      id: text,
      segment: text,
      question: all,
      before: all,
      after: text,
      reason: all,
      type: text,
    });
    const judged = [judgement, { ...judgement, passed: false }];
    return {
      ...hostile,
      candidate: { ...hostile.candidate, judged },
      description: text,
      place: `${text}:1:1`,
      critical: index === 0,
      severe: index === 1,
      messages: [{ role: text, content: all }],
    };
  });
  const [first = ''] = HOSTILE_TEXTS;
  const source = { path: all, sha256: 'ab'.repeat(32), digest: 'cd'.repeat(32), model: all };
  return result('block', {
    base: { ref: all, mergeBase: null },
    head: { ref: all, sha: null },
    policySource: { path: all, revision: 'base', changed: true },
    prompts: [
      promptResult(first, {
        ...prompt,
        path: all,
        because: [...HOSTILE_TEXTS],
        baseline: source,
        candidate: { ...source, path: `${all}2` },
        reasons: names.map((name) => ({ kind: 'regression', segment: name })),
        segments: names.map((name) =>
          segment({
            name,
            verdict: 'regression',
            cases: 50,
            baselinePasses: 47,
            losses: 8,
            wins: 0,
            adjustedPValue: 0.006,
          }),
        ),
        cost: prompt.cost && { ...prompt.cost, notes: [...HOSTILE_TEXTS] },
        newlyFailing: cases,
        newlyPassing: cases,
        errors: [{ caseId: first, segments: [first], arm: 'candidate', kind: all, message: all }],
        diff: HOSTILE_TEXTS.map((text) => `+${text}\n-${text}`).join('\n'),
        notices: hostileNotices(),
        becomes,
      }),
    ],
    fileDiffs: (['policy', 'suite', 'script'] as const).map((role) => ({
      ...{ path: all, was: all, role, added: 1, removed: 1, linesLeftOut: 1 },
      diff: HOSTILE_TEXTS.map((text) => `+${text}\n-${text}`).join('\n'),
    })),
    errors: [{ message: all, place: all, remedy: all }],
    notices: hostileNotices(),
    registryPlan,
  });
}
