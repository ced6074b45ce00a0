import {
  PageBlueprint,
  PluginHeaderActionBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
// The index would bring all small components into the first load.
import { lazyPart } from '../parts/lazyPart';
import { rootRouteRef } from '../routes';
import { titleOf } from '../words';
import { rememberLoadedPath } from './loadedPath';

// Backstage prefers a translated title to a title in the configuration, so this title is replaced here if one is configured.

const ServicesRoutes = lazyPart(() =>
  import('./ServicesRoutes').then(m => m.ServicesRoutes),
);
const ResourcesRoutes = lazyPart(() =>
  import('./ResourcesRoutes').then(m => m.ResourcesRoutes),
);
const PreviewRoutes = lazyPart(() =>
  import('./PreviewRoutes').then(m => m.PreviewRoutes),
);
const DiagnosisRoutes = lazyPart(() =>
  import('./DiagnosisRoutes').then(m => m.DiagnosisRoutes),
);

/** The frame of all pages, at `/kratix`. The frame shows its sub-pages as tabs. */
export const platformPage = PageBlueprint.makeWithOverrides({
  factory: (make, { config }) => {
    rememberLoadedPath();
    return make({
      path: '/kratix',
      title: config.title ?? titleOf('shell.platform'),
      routeRef: rootRouteRef,
    });
  },
});

/** What the platform offers, and below it the page of each Promise. */
export const servicesSubPage = SubPageBlueprint.makeWithOverrides({
  name: 'services',
  factory: (make, { config }) =>
    make({
      path: 'services',
      title: config.title ?? titleOf('shell.services'),
      loader: async () => <ServicesRoutes />,
    }),
});

/** The user's resources, and below them the page of each resource. */
export const resourcesSubPage = SubPageBlueprint.makeWithOverrides({
  name: 'resources',
  factory: (make, { config }) =>
    make({
      path: 'resources',
      title: config.title ?? titleOf('shell.resources'),
      loader: async () => <ResourcesRoutes />,
    }),
});

/** *Form preview*: the form of a Promise that its author is writing. */
export const previewSubPage = SubPageBlueprint.makeWithOverrides({
  name: 'preview',
  factory: (make, { config }) =>
    make({
      path: 'preview',
      title: config.title ?? titleOf('shell.preview'),
      loader: async () => <PreviewRoutes />,
    }),
});

/** Why the user can or cannot act on the cluster. */
export const diagnosisSubPage = SubPageBlueprint.makeWithOverrides({
  name: 'diagnosis',
  factory: (make, { config }) =>
    make({
      path: 'diagnosis',
      title: config.title ?? titleOf('shell.diagnosis'),
      loader: async () => <DiagnosisRoutes />,
    }),
});

/** Says in the header that the page is live. */
export const liveHeaderAction = PluginHeaderActionBlueprint.make({
  name: 'live',
  params: {
    loader: () =>
      import('../parts/LiveMark').then(({ LiveMark }) => <LiveMark />),
  },
});
