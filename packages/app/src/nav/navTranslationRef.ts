import { createTranslationRef } from '@backstage/frontend-plugin-api';

/** The texts of the navigation, in the languages of `app-language` in `app-config.yaml`. */
export const navTranslationRef = createTranslationRef({
  id: 'app.navigation',
  messages: {
    menu: 'Menu',
    services: 'Services',
    resources: 'My resources',
    settings: 'Settings',
  },
  translations: { de: () => import('./navigation.de') },
});
