import {
  cleanText,
  type DiagnosisCheck,
  type DiagnosisReport,
} from '@kratix-portal/plugin-ske-common';
import { checks } from './checks';
import { DiagnosisFacts } from './facts/DiagnosisFacts';
import type { DiagnosisProbes } from './facts/DiagnosisProbes';
import type { Check } from './facts/Check';
import { remedyOfImpersonation } from './remedies';
import type { Finding, Problem } from './facts/Finding';
import type { DiagnosisSettings } from './settings/readDiagnosisSettings';
import { withProviderOfToken } from './facts/withProviderOfToken';

/** Runs the checks in their order. After the first failure the later checks are skipped, because they could only find consequences of this failure. */
export async function runDiagnosis(options: {
  settings: DiagnosisSettings;
  probes: DiagnosisProbes;
  backstageUser?: string;
}): Promise<DiagnosisReport> {
  const { probes, backstageUser } = options;
  const settings = await withProviderOfToken(options.settings, probes);
  const facts = new DiagnosisFacts({ settings, probes });
  const results: DiagnosisCheck[] = [];
  let failure: Problem | undefined;
  for (const check of checks) {
    const finding: Finding = failure
      ? { status: 'skipped', seen: 'An earlier check failed.' }
      : await judge(check, facts);
    if (finding.status === 'failed') {
      failure = finding;
    }
    results.push(toResult(check, finding, facts));
  }
  const { platform, provider } = settings;
  return {
    outcome: outcomeOf(results),
    ...(failure && { code: failure.code }),
    checkedAt: new Date(probes.now()).toISOString(),
    ...(backstageUser !== undefined && { backstageUser }),
    ...(platform && { cluster: platform.name }),
    ...(provider && { provider: { id: provider.id, kind: provider.kind } }),
    checks: results,
  };
}

async function judge(check: Check, facts: DiagnosisFacts): Promise<Finding> {
  const finding = await check.run(facts);
  if (
    finding.status === 'failed' &&
    check.isJudgedByApiServer &&
    (await facts.isAccepted())
  ) {
    return {
      ...finding,
      status: 'warning',
      seen: `${finding.seen} The API server accepts the token all the same.`,
    };
  }
  return finding;
}

/** Cleans the texts of a finding, because they can contain claims and responses from other systems. */
function toResult(
  { id }: Check,
  finding: Finding,
  { impersonation }: DiagnosisFacts,
): DiagnosisCheck {
  const seen = cleanText(finding.seen);
  if (!('code' in finding)) {
    return { id, status: finding.status, seen };
  }
  return {
    id,
    ...finding,
    seen,
    expected: cleanText(finding.expected),
    remedy: finding.remedy.map(text =>
      cleanText(
        impersonation ? remedyOfImpersonation(text, impersonation) : text,
      ),
    ),
  };
}

function outcomeOf(results: DiagnosisCheck[]): DiagnosisReport['outcome'] {
  const has = (status: DiagnosisCheck['status']) =>
    results.some(result => result.status === status);
  if (has('failed')) {
    return 'failed';
  }
  return has('warning') ? 'warning' : 'passed';
}
