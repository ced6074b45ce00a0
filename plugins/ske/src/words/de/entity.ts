import type { entity as en } from '../en/entity';

export const entity: Record<keyof typeof en, string> = {
  'entity.tab.api': 'API',
  'entity.tab.requests': 'Anforderungen',
  'entity.tab.pipelines': 'Pipelines',
  'entity.tab.placement': 'Verteilung',
  'entity.tab.events': 'Ereignisse',
  'entity.tab.yaml': 'YAML',
  'entity.tab.graph': 'Graph',
  'entity.tab.manage': 'Verwalten',
  'entity.openPage': 'Seite auf der Plattform öffnen',
  'entity.summary': 'Über das Promise',
  'entity.catalog': 'Im Katalog',
  'entity.filter.openPullRequest': 'Offener Pull Request',
  'entity.recorded.title': 'Status im Katalog',
  'entity.recorded.text':
    'Dieser Status wurde festgehalten, als der Katalog die Entität zuletzt gelesen hat. Der aktuelle Status ist hier nicht zu sehen.',
  'entity.recorded.unreadable':
    'Die Annotation kratix.io/status der Entität enthält kein JSON-Objekt.',
  'entity.missing.title':
    'Die Entität nennt ihr Objekt auf der Plattform nicht',
  'entity.missing.text':
    'Die Seite kann den aktuellen Zustand nicht lesen, weil der Entität diese Annotationen fehlen:',
  'entity.missing.next':
    'Die Pipeline oder die Datei, aus der die Entität entsteht, muss sie setzen. Wenden Sie sich an das Team, das die Plattform betreibt.',
};
