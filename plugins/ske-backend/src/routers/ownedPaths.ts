/**
 * The paths that our admission middleware verifies instead of Backstage's own. Each stands also for the paths below it.
 *
 * The list does not cover the whole plugin: Backstage adds routes of its own, such as those of the permission framework, and
 * keeps verifying their callers.
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
