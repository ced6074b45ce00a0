import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { formFields } from './formFields';

/**
 * The ske plugin. With `app.packages: all`, an app that depends on this package installs it. Otherwise:
 *
 * @example
 *
 * ```ts
 * import skePlugin from '@kratix-portal/plugin-ske';
 *
 * export default createApp({ features: [skePlugin] });
 * ```
 *
 * @public
 */
export const skePlugin = createFrontendPlugin({
  pluginId: 'ske',
  extensions: [...formFields],
});
