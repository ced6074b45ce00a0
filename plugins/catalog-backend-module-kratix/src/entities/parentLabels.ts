/** Labels that Kratix puts on what a compound Promise's pipeline requests from other Promises. */
export const kratixParentLabels = {
  promiseName: 'kratix.io/parent-promise-name',
  resourceName: 'kratix.io/parent-resource-name',
  resourceNamespace: 'kratix.io/parent-resource-namespace',
} as const;
