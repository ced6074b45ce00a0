import type { DiagnosisReport } from '@kratix-portal/plugin-ske-common';

/** The report as text, for a message to the administrator. The text contains no token. */
export function toText(report: DiagnosisReport): string {
  const { outcome, code, checkedAt, backstageUser, cluster, checks } = report;
  return [
    `Diagnosis: ${outcome}${code === undefined ? '' : ` (${code})`}`,
    `At: ${checkedAt}`,
    `User: ${backstageUser ?? '-'}`,
    `Cluster: ${cluster ?? '-'}`,
    ...checks.flatMap(({ id, status, seen, expected, remedy = [] }) => [
      `${status}: ${id}: ${seen}`,
      ...(expected === undefined ? [] : [`  expected: ${expected}`]),
      ...remedy.map(step => `  do: ${step}`),
    ]),
  ].join('\n');
}
