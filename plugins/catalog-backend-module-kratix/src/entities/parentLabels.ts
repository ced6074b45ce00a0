/** Labels that the pipeline of a compound Promise writes on its requests to other Promises. Kratix itself does not write them. */
export const kratixParentLabels = {
  promiseName: 'kratix.io/parent-promise-name',
  resourceName: 'kratix.io/parent-resource-name',
  resourceNamespace: 'kratix.io/parent-resource-namespace',
} as const;
