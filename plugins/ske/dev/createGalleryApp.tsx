import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  coreExtensionData,
  createExtension,
  createExtensionInput,
  createFrontendModule,
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { skeApiRef } from '../src/api';
import skePlugin from '../src/index';
import { liveStoreApiRef } from '../src/live';
import { fakeLiveApi, type FakePlatform } from '../src/live/__testUtils__';
import { PartFrame } from './PartFrame';
import type { GalleryEntry } from '../src/gallery/entry/GalleryEntry';
import type { GallerySettings } from './GallerySettings';

/** The path of an entry that shows a part of a page instead of a whole page. */
export const PART_PATH = '/part';

/** The app's frame without the navigation at its side. */
const bareLayoutModule = createFrontendModule({
  pluginId: 'app',
  extensions: [
    createExtension({
      name: 'layout',
      attachTo: { id: 'app/root', input: 'children' },
      inputs: {
        content: createExtensionInput([coreExtensionData.reactElement], {
          singleton: true,
        }),
      },
      output: [coreExtensionData.reactElement],
      factory: ({ inputs }) => [
        coreExtensionData.reactElement(
          <>{inputs.content.get(coreExtensionData.reactElement)}</>,
        ),
      ],
    }),
  ],
});

/** Creates a Backstage app with the plugin on a fake platform. */
export function createGalleryApp(options: {
  entry: GalleryEntry;
  platform: FakePlatform;
  settings: GallerySettings;
}) {
  const { entry, platform, settings } = options;
  // Backstage reads the theme and the language that the user chose from here.
  window.localStorage.setItem('theme', settings.theme);
  window.localStorage.setItem('language', settings.language);
  return createApp({
    features: [
      skePlugin,
      fakePlatformModule(platform),
      bareLayoutModule,
      ...(entry.entity ? [catalogPlugin, fakeCatalogModule(entry.entity)] : []),
      createFrontendPlugin({
        pluginId: 'gallery',
        extensions: [
          PageBlueprint.make({
            params: {
              path: PART_PATH,
              noHeader: true,
              loader: async () => <PartFrame entry={entry} />,
            },
          }),
        ],
      }),
    ],
    advanced: {
      configLoader: async () => ({
        config: new ConfigReader(appConfig(settings)),
      }),
    },
  }).createRoot();
}

function fakePlatformModule(platform: FakePlatform) {
  return createFrontendModule({
    pluginId: 'ske-frontend',
    extensions: [
      ApiBlueprint.make({
        params: define =>
          define({ api: skeApiRef, deps: {}, factory: () => platform }),
      }),
      ApiBlueprint.make({
        name: 'live',
        params: define =>
          define({
            api: liveStoreApiRef,
            deps: {},
            factory: () => fakeLiveApi(platform),
          }),
      }),
    ],
  });
}

/** The catalog with one entity. */
function fakeCatalogModule(entity: Entity) {
  return createFrontendModule({
    pluginId: 'catalog',
    extensions: [
      ApiBlueprint.make({
        params: define =>
          define(catalogApiMock.factory({ entities: [entity] })),
      }),
    ],
  });
}

function appConfig({ language }: GallerySettings) {
  return {
    app: {
      baseUrl: window.location.origin,
      title: 'Gallery',
      extensions: [
        { 'app/nav': false },
        { 'sign-in-page:app': false },
        // Without a sign-in page the user of the app is a guest, and not the user of the fake platform.
        { 'app-root-element:ske-frontend/drafts': false },
        {
          'api:app/app-language': {
            config: {
              defaultLanguage: language,
              availableLanguages: ['en', 'de'],
            },
          },
        },
      ],
    },
    backend: { baseUrl: window.location.origin },
  };
}
