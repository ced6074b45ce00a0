/**
 * Whether Kratix treats one of its labels, such as `kratix.io/paused`, as set. Only the exact value `true` counts.
 *
 * @param labels - `metadata.labels` of an object.
 * @param label - The name of the label, one of `kratixLabels`.
 * @public
 */
export function isLabelSet(
  labels: Readonly<Record<string, string>> | null | undefined,
  label: string,
): boolean {
  return labels?.[label] === 'true';
}
