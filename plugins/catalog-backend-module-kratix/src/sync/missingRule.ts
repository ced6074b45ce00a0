/** The RBAC rule that allows to list and watch a collection, in the form of a rule of a ClusterRole. */
export function missingRule({
  group,
  plural,
}: {
  group: string;
  plural: string;
}): string {
  return `{apiGroups: ["${group}"], resources: ["${plural}"], verbs: ["get", "list", "watch"]}`;
}

/** Why the requests of a kind are not in the catalog, for the Promise's entities. */
export function describeUnreadable(options: {
  group: string;
  plural: string;
  /** The namespaces in which they cannot be read; empty for all. */
  namespaces: readonly string[];
}): string {
  const { group, plural, namespaces } = options;
  const where =
    namespaces.length > 0
      ? ` in ${namespaces.length === 1 ? 'the namespace' : 'the namespaces'} ${namespaces.join(', ')}`
      : '';
  return `The catalog’s account is not allowed to list and watch ${plural}.${group}${where}. This RBAC rule is missing: ${missingRule(options)}`;
}
