/** Reads the tab at the end of a path. The first tab has no such part. Returns undefined for an unknown tab. */
export function readTab<Tab extends string>(
  tabs: readonly Tab[],
  rest: string,
): Tab | undefined {
  const part = rest.replace(/\/$/, '');
  return part === '' ? tabs[0] : tabs.find(tab => tab === part);
}
