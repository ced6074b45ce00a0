/**
 * The frontend of the ske plugin, for the new frontend system: the pages of the platform's services and of the user's resources,
 * the same pages on entities of the catalog, and the form fields of Templates that are made from Promises.
 *
 * @packageDocumentation
 */
export { skePlugin as default } from './plugin';
export { isKratixType, type KratixType } from './entity';
