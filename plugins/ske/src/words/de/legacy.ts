import type { legacy as en } from '../en/legacy';

export const legacy: Record<keyof typeof en, string> = {
  'legacy.tab.overview': 'Übersicht',
  'legacy.tab.manage': 'Verwalten',
  'legacy.about.promise': 'Über das Promise',
  'legacy.about.resource': 'Über die Ressource',
  'legacy.about.apiResource': 'API-Ressource',
  'legacy.about.apiGroup': 'API-Gruppe',
  'legacy.about.name': 'Name',
  'legacy.about.namespace': 'Namespace',
  'legacy.about.kind': 'Kind',
  'legacy.about.promiseName': 'Promise',
  'legacy.about.description': 'Beschreibung',
  'legacy.banner.deleting': '{{kind}} {{name}} wird gelöscht.',
  'legacy.banner.missing': '{{kind}} {{name}} existiert nicht.',
  'legacy.banner.signedOut': 'Sie sind abgemeldet.',
  'legacy.banner.incomplete':
    'Der Entität fehlen diese Annotationen: {{names}}.',
};
