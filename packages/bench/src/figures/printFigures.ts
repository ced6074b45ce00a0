import type { Figure } from './Figure';

/** Writes the figures to standard output: a table for people, a line of JSON each for programs. */
export function printFigures(
  figures: readonly Figure[],
  { json }: { json: boolean },
): void {
  const lines = json ? figures.map(one => JSON.stringify(one)) : table(figures);
  process.stdout.write(lines.map(line => `${line}\n`).join(''));
}

function table(figures: readonly Figure[]): string[] {
  const width = Math.max(...figures.map(one => one.figure.length));
  return figures.map(
    ({ figure, value, unit, goal, ok }) =>
      `${ok ? 'ok  ' : 'MISS'}  ${figure.padEnd(width)}  ${`${value} ${unit}`.padEnd(14)}  goal ${goal}`,
  );
}
