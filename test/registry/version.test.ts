import { describe, expect, it } from 'vitest';
import {
  compareVersions,
  graverPart,
  highestVersion,
  nextVersion,
  parsePart,
  parseVersion,
} from '../../src/registry/version.ts';

describe('a version', () => {
  it.each(['1.0', '1.0.0.0', '01.0.0', '1.0.0-rc.1', 'v1.0.0', '1.0.-1', '1e3.0.0', '', '9999999999.0.0'])(
    'is not "%s"',
    (text) => {
      expect(parseVersion(text)).toBeNull();
    },
  );

  it('is ordered by its numbers, not by its text', () => {
    const versions = ['1.10.0', '1.9.9', '2.0.0', '1.9.10', '10.0.0', '1.0.0'];
    expect([...versions].sort(compareVersions)).toEqual([
      '1.0.0',
      '1.9.9',
      '1.9.10',
      '1.10.0',
      '2.0.0',
      '10.0.0',
    ]);
    expect(highestVersion(versions)).toBe('10.0.0');
    expect(highestVersion([])).toBeNull();
    expect(compareVersions('1.2.3', '1.2.3')).toBe(0);
  });

  it('is raised above the highest that there was', () => {
    expect(nextVersion('2.3.4', 'major')).toBe('3.0.0');
    expect(nextVersion('2.3.4', 'minor')).toBe('2.4.0');
    expect(nextVersion('2.3.4', 'patch')).toBe('2.3.5');
  });

  it('is raised further by what somebody states, and never less', () => {
    expect(parsePart(' Major ')).toBe('major');
    expect(parsePart('big')).toBeNull();
    expect(graverPart('minor', 'major')).toBe('major');
    expect(graverPart('minor', 'patch')).toBe('minor');
  });
});
