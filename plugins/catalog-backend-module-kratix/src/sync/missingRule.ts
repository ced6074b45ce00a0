/** The ClusterRole rule that grants get, list and watch on a resource. */
export function missingRule({
  group,
  plural,
}: {
  group: string;
  plural: string;
}): string {
  return `{apiGroups: ["${group}"], resources: ["${plural}"], verbs: ["get", "list", "watch"]}`;
}

/** Describes, as a notice on the Promise's entities, why the catalog does not contain the resource requests of its kind. */
export function describeUnreadable(options: {
  group: string;
  plural: string;
  /** The namespaces in which the resource requests cannot be read; empty for all. */
  namespaces: readonly string[];
}): string {
  const { group, plural, namespaces } = options;
  const where =
    namespaces.length > 0
      ? ` in ${namespaces.length === 1 ? 'the namespace' : 'the namespaces'} ${namespaces.join(', ')}`
      : '';
  return `The catalog’s ServiceAccount is not allowed to list and watch ${plural}.${group}${where}. This RBAC rule is missing: ${missingRule(options)}`;
}
