/**
 * The frontend of the ske plugin: the pages of the platform's services and of the user's resources, the same pages on entities of the
 * catalog, and the form fields of Templates that are made from Promises.
 * The default export is the plugin for the new frontend system. Apps on the old frontend system use the named exports.
 *
 * @packageDocumentation
 */
export { skePlugin as default } from './plugin';
export { isKratixType, type KratixType } from './entity';
export * from './legacy';
