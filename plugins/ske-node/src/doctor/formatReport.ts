import type {
  DiagnosisCheck,
  DiagnosisReport,
} from '@kratix-portal/plugin-ske-common';

const WIDTH = 88;
const NAME_WIDTH = 17;

const MARKS: Record<DiagnosisCheck['status'], string> = {
  passed: 'ok   ',
  warning: 'WARN ',
  failed: 'FAIL ',
  unknown: '?    ',
  skipped: '-    ',
};

/** Writes a report for a terminal: one line for each check, and then what to do. */
export function formatReport(report: DiagnosisReport): string {
  const { checks, cluster, provider } = report;
  const failed = checks.find(({ status }) => status === 'failed');
  // The reason of a failure may be a warning of an earlier check.
  const warnings = checks.filter(
    ({ status, code }) => status === 'warning' && code !== failed?.code,
  );
  const lines = [
    `Cluster ${cluster ?? 'unknown'}${provider ? `, sign-in with ${provider.id} (${provider.kind})` : ''}`,
    '',
    ...checks
      .filter(({ seen }) => seen !== 'An earlier check failed.')
      .flatMap(formatCheck),
    ...(failed ? explain(failed) : []),
    ...warnings.flatMap(explain),
    '',
    verdict(report),
    '',
  ];
  return lines.join('\n');
}

function formatCheck({ id, status, seen }: DiagnosisCheck): string[] {
  const start = `${MARKS[status]}${id.padEnd(NAME_WIDTH)}`;
  return wrap(seen, start, ' '.repeat(start.length));
}

function explain(check: DiagnosisCheck): string[] {
  const { code, expected = '', remedy = [], certainty } = check;
  return [
    '',
    `${check.status === 'failed' ? 'Failed' : 'Warning'}: ${code}${certainty === 'likely' ? ' (the most likely reason)' : ''}`,
    ...wrap(check.seen, '  Seen:     ', ' '.repeat(12)),
    ...wrap(expected, '  Expected: ', ' '.repeat(12)),
    '  Do:',
    ...remedy.flatMap((step, index) =>
      wrap(step, `    ${index + 1}. `, ' '.repeat(7)),
    ),
    `  More: docs/diagnosis.md#${code}`,
  ];
}

function verdict({ outcome, checks }: DiagnosisReport): string {
  if (outcome === 'failed') {
    return 'One check failed. The checks after it did not run: correct the cause, then start the doctor again.';
  }
  const hasNoToken = checks.some(
    ({ id, status }) => id === 'token' && status === 'skipped',
  );
  const which = hasNoToken ? 'The checks without a token' : 'All checks';
  return `${which} passed${outcome === 'warning' ? ', some with a warning' : ''}.`;
}

/** Breaks a text into lines. A word that is longer than a line stays whole, so that it can be copied. */
function wrap(text: string, first: string, rest: string): string[] {
  const lines: string[] = [];
  let line = first;
  let isEmpty = true;
  for (const word of text.split(/\s+/)) {
    if (!isEmpty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = rest;
      isEmpty = true;
    }
    line += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, line];
}
