import {
  CatalogFilterBlueprint,
  EntityContentBlueprint,
  EntityContentLayoutBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import type { Entity } from '@backstage/catalog-model';
// The index would bring all small components into the first load.
import { lazyPart } from '../parts/lazyPart';
import { titleOf, type TitleKey } from '../words';
import { isKratixType, kratixTypeOf } from './isKratixType';

const isKratixEntity = (entity: Entity) => kratixTypeOf(entity) !== undefined;

const EntityOverview = lazyPart(() =>
  import('./EntityOverview').then(m => m.EntityOverview),
);
const EntityTab = lazyPart(() => import('./EntityTab').then(m => m.EntityTab));

/** The overview of Promises and resources. It shows the live state first, and then the cards of the catalog. */
const overview = EntityContentLayoutBlueprint.make({
  name: 'overview',
  params: {
    filter: isKratixEntity,
    loader: async () => EntityOverview,
  },
});

/** A tab of the entity page. The catalog draws the tab and its address. */
function tab<TName extends string>(
  name: TName &
    (TitleKey extends infer TKey
      ? TKey extends `entity.tab.${infer TTab}`
        ? TTab
        : never
      : never),
  filter: (entity: Entity) => boolean,
  /** The tab of the object's own page that this tab shows. */
  content: string = name,
) {
  return EntityContentBlueprint.makeWithOverrides({
    name: name as TName,
    factory: (make, { config }) =>
      make({
        path: `/${name}`,
        // Backstage prefers a translated title to the title in the configuration.
        title: config.title ?? titleOf(`entity.tab.${name}` as TitleKey),
        filter,
        loader: async () => <EntityTab tab={content} />,
      }),
  });
}

/** A filter of the catalog's list. */
const openPullRequest = CatalogFilterBlueprint.make({
  name: 'open-pull-request',
  params: {
    loader: () =>
      import('./OpenPullRequestPicker').then(({ OpenPullRequestPicker }) => (
        <OpenPullRequestPicker />
      )),
  },
});

/** What the plugin adds to the catalog's entity pages. An app without the catalog does not show these extensions. */
export const entityExtensions = [
  overview,
  openPullRequest,
  tab('api', isKratixType('promise')),
  tab('requests', isKratixType('promise')),
  tab('pipelines', isKratixEntity),
  tab('placement', isKratixType('resource')),
  tab('events', isKratixEntity),
  tab('yaml', isKratixEntity),
  tab('graph', isKratixType('resource')),
  tab('manage', isKratixType('resource'), 'edit'),
];
