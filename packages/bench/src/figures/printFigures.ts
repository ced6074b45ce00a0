import type { Figure } from './Figure';

/** Writes the figures to standard output: a table with a summary, or one line of JSON for each figure. */
export function printFigures(
  figures: readonly Figure[],
  { json }: { json: boolean },
): void {
  const lines = json
    ? figures.map(one => JSON.stringify(one))
    : [...table(figures), '', ...summary(figures)];
  process.stdout.write(lines.map(line => `${line}\n`).join(''));
}

/** The figures as a table, one row each. */
export function table(figures: readonly Figure[]): string[] {
  const rows = [
    ['Figure', 'Measured', 'Goal', 'Result'],
    ...figures.map(one => [
      one.figure,
      withUnit(one.value, one.unit),
      withUnit(one.goal, one.unit),
      one.ok ? 'met' : 'MISSED',
    ]),
  ];
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  return rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
}

/** Whether all goals are met, and which are not. */
export function summary(figures: readonly Figure[]): string[] {
  const missed = figures.filter(({ ok }) => !ok);
  if (missed.length === 0) {
    return [`All ${figures.length} goals are met.`];
  }
  return [
    `${missed.length} of ${figures.length} goals ${missed.length === 1 ? 'is' : 'are'} missed:`,
    ...missed.map(
      ({ figure, value, unit, goal }) =>
        `  ${figure} is ${withUnit(value, unit)}, and the goal is ${withUnit(goal, unit)}.`,
    ),
    'packages/bench/README.md explains each figure. Other work on the machine changes them: close it and measure again before you look for a cause.',
  ];
}

function withUnit(value: number | string, unit: string): string {
  return unit === '' ? `${value}` : `${value} ${unit}`;
}
