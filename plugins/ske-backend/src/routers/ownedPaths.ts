/**
 * The paths, each with what is below it, whose callers our own door verifies instead of Backstage's. Not all of the plugin's: Backstage has
 * routes of its own there, such as those of the permission framework, which stay behind its door.
 */
export const ownedPaths = [
  '/resource',
  '/resources',
  '/delete-resource',
  '/configure-resource',
  '/access',
  '/watch',
  '/whoami',
];
