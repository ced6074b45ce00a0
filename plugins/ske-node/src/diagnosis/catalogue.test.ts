import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  diagnosisCheckIds,
  diagnosisCodes,
} from '@kratix-portal/plugin-ske-common';
import { checks } from './checks';

describe('the catalogue of the doctor', () => {
  it('has one heading for each code', () => {
    const text = readFileSync(
      join(__dirname, '../../../../docs/diagnosis.md'),
      'utf8',
    );
    const headings = [...text.matchAll(/^### `([a-z-]+)`$/gm)].map(
      ([, code]) => code,
    );
    expect(headings.sort()).toEqual([...diagnosisCodes].sort());
  });

  it('runs every check in the published order', () => {
    expect(checks.map(({ id }) => id)).toEqual(diagnosisCheckIds);
  });
});
