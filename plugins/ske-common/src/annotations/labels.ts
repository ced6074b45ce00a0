/** The grammar of label values in Kubernetes. */
const VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

/**
 * Whether a text can be the value of a label. The name of an object can be too long: it may have 253 characters, and the value of a label 63.
 *
 * @public
 */
export function isLabelValue(text: string): boolean {
  return VALUE.test(text);
}

/**
 * Selects the objects whose label has one of the values. The API server rejects a selector with a value that no label can have. Such a value is therefore left out, and
 * a selector without any other value selects nothing.
 *
 * @public
 */
export function labelIs(label: string, ...values: readonly string[]): string {
  const possible = values.filter(isLabelValue);
  switch (possible.length) {
    case 0:
      return `${label},!${label}`;
    case 1:
      return `${label}=${possible[0]}`;
    default:
      return `${label} in (${possible.join(',')})`;
  }
}
