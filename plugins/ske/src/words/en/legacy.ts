/** The texts of `legacy`. Each key starts with `legacy.`. */
export const legacy = {
  'legacy.tab.overview': 'Overview',
  'legacy.tab.manage': 'Manage',
  'legacy.about.promise': 'About Promise',
  'legacy.about.resource': 'About Resource',
  'legacy.about.apiResource': 'API resource',
  'legacy.about.apiGroup': 'API group',
  'legacy.about.name': 'Name',
  'legacy.about.namespace': 'Namespace',
  'legacy.about.kind': 'Kind',
  'legacy.about.promiseName': 'Promise',
  'legacy.about.description': 'Description',
  'legacy.banner.deleting': '{{kind}} {{name}} is being deleted.',
  'legacy.banner.missing': '{{kind}} {{name}} does not exist.',
  'legacy.banner.signedOut': 'You are signed out.',
  'legacy.banner.incomplete': 'The entity lacks these annotations: {{names}}.',
} as const;
