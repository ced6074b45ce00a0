import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { formFields } from './formFields';

/**
 * The ske plugin. With `app.packages: all` it is enough to have this package as a dependency of the app. Without:
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
