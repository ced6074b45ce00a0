import type {
  DiagnosisCheck,
  DiagnosisReport,
} from '@kratix-portal/plugin-ske-common';
import { formatReport } from './formatReport';

const report = (...checks: DiagnosisCheck[]): DiagnosisReport => ({
  outcome: checks.some(({ status }) => status === 'failed')
    ? 'failed'
    : 'warning',
  checkedAt: '2026-01-01T00:00:00Z',
  checks,
});

const problem = {
  seen: 'The claim is missing.',
  expected: 'The claim.',
  remedy: ['Add it.'],
};

describe('formatReport', () => {
  it('explains a problem once if a later check fails because of it', () => {
    const code = 'groups-claim-missing';
    const text = formatReport(
      report(
        { id: 'groups', status: 'warning', code, ...problem },
        { id: 'permissions', status: 'failed', code, ...problem },
      ),
    );

    expect(text.match(/Do:/g)).toHaveLength(1);
    expect(text).toContain('Failed: groups-claim-missing');
  });

  it('mentions warnings in its last sentence', () => {
    const text = formatReport(
      report({
        id: 'tls',
        status: 'warning',
        code: 'tls-not-verified',
        ...problem,
      }),
    );

    expect(text.trimEnd()).toMatch(/All checks passed, some with a warning\.$/);
  });
});
