/** Returns what is wrong with a configured limit, if it is not a whole number of 1 or more. */
export function checkLimit(path: string, value: number): string[] {
  return Number.isInteger(value) && value >= 1
    ? []
    : [`${path} is ${value}: set it to a whole number of 1 or more`];
}
