/** Reads the part of a path behind a page. The first tab has no part of its own. Returns undefined for other parts. */
export function readTab<Tab extends string>(
  tabs: readonly Tab[],
  rest: string,
): Tab | undefined {
  const part = rest.replace(/\/$/, '');
  return part === '' ? tabs[0] : tabs.find(tab => tab === part);
}
