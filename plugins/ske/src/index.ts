/**
 * The frontend of the ske plugin, for the new frontend system: the form fields of Templates that are made from Promises.
 *
 * @packageDocumentation
 */
export { skePlugin as default } from './plugin';
