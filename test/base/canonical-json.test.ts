import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/base/canonical-json.ts';
import { digestOf, digestOfList } from '../../src/base/digest.ts';

/** The published test data of RFC 8785: a document, and its canonical form. */
const PUBLISHED: Record<string, [document: string, canonical: string]> = {
  arrays: ['[56, {"d": true, "10": null, "1": [ ]}]', '[56,{"1":[],"10":null,"d":true}]'],
  french: [
    '{"peach": "This sorting order", "péché": "is wrong according to French", "pêche": "but canonicalization MUST", "sin": "ingnore locale"}',
    '{"peach":"This sorting order","péché":"is wrong according to French","pêche":"but canonicalization MUST","sin":"ingnore locale"}',
  ],
  structures: [
    String.raw`{"1": {"f": {"f": "hi","F": 5} ,"\n": 56.0}, "10": { }, "": "empty", "a": { }, "111": [ { } ], "A": { }}`,
    String.raw`{"":"empty","1":{"\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{}],"A":{},"a":{}}`,
  ],
  unicode: [String.raw`{"Unnormalized Unicode":"\u1e0d\u0307"}`, '{"Unnormalized Unicode":"\u1e0d\u0307"}'],
  values: [
    String.raw`{"numbers": [1E30, 4.50, 333333333.33333329, 2e-3, 0.000000000000000000000000001], "escaping": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literals": [null, true, false]}`,
    `{"escaping":"€$${String.raw`\u000f\nA'B\"\\\\\"/`}","literals":[null,true,false],"numbers":[1e+30,4.5,333333333.3333333,0.002,1e-27]}`,
  ],
  weird: [
    String.raw`{"\u20ac": "Euro Sign", "1": "One", "\u0080": "Control\u007f", "\ud83d\ude02": "Smiley", "\u00f6": "Latin Small Letter O With Diaeresis", "\ufb33": "Hebrew Letter Dalet With Dagesh", "</script>": "Browser Challenge"}`,
    '{"1":"One","</script>":"Browser Challenge","\u0080":"Control\u007f","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","\u{1f602}":"Smiley","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
  ],
};

/** RFC 8785, appendix B: the bits of a number, and how it is written. */
const NUMBERS: [bits: string, written: string][] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

describe('canonical JSON', () => {
  it.each(Object.entries(PUBLISHED))("is the RFC's of its document %s", (_, [document, canonical]) => {
    expect(canonicalJson(JSON.parse(document))).toBe(canonical);
  });

  it.each(NUMBERS)('writes the number with the bits %s as %s', (bits, written) => {
    expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(written);
  });

  it.each(['7fffffffffffffff', '7ff0000000000000', 'fff0000000000000'])('refuses the number %s', (bits) => {
    expect(() => canonicalJson([Buffer.from(bits, 'hex').readDoubleBE()])).toThrow('not allowed');
  });

  it.each([
    ['a text', '\ud800'],
    ['a key', { '\udead': 1 }],
    ['a list', [['ok', '\udc00x']]],
  ])('refuses a lone surrogate in %s', (_, value) => {
    expect(() => canonicalJson(value)).toThrow('surrogate');
  });

  it('means the same value, and is the same for its keys in any order', () => {
    const json = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(json, (value) => {
        const parsed = JSON.parse(JSON.stringify(value));
        const canonical = canonicalJson(parsed);
        expect(JSON.parse(canonical)).toEqual(parsed);
        expect(canonicalJson(reversed(parsed))).toBe(canonical);
      }),
    );
  });
});

function reversed(value: unknown): ReturnType<typeof JSON.parse> {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

describe('a digest', () => {
  it('is the sha256 of the canonical JSON as UTF-8', () => {
    expect(digestOf({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
    expect(digestOf({ b: 'é', a: 1 })).toBe(digestOf({ a: 1.0, b: '\u00e9' }));
    expect(digestOf({ a: 1, b: 'é' })).not.toBe(digestOf({ a: 1, b: 'e\u0301' }));
  });

  it('of a list is the same one item after the other', () => {
    for (const list of [[], ['a'], [{ b: 1, a: [2] }, null, 'é']]) {
      expect(digestOfList(list)).toBe(digestOf(list));
    }
  });
});
