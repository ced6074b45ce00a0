/**
 * The same plugin as the package's root. Backstage's other plugins have their plugin for the new frontend system at `/alpha`.
 *
 * @packageDocumentation
 */
export { skePlugin as default } from './plugin';
