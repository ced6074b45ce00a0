import type { graph as en } from '../en/graph';

export const graph: Record<keyof typeof en, string> = {
  'graph.title': 'Was zusammengehört',
  'graph.keys':
    'Mit den Pfeiltasten bewegen Sie sich, klappen auf und zu. Die Eingabetaste öffnet die Seite eines Objekts.',
  'graph.view': 'Darstellung',
  'graph.view.list': 'Liste',
  'graph.view.drawing': 'Zeichnung',
  'graph.drawingKeys':
    'Mit den Pfeiltasten bewegen Sie sich entlang der Linien und innerhalb einer Spalte. Die Eingabetaste öffnet die Seite eines Objekts.',
  'graph.object': 'Objekt',
  'graph.state': 'Zustand',
  'graph.detail': 'Seit wann oder wo',
  'graph.more_one': '{{count, number}} weiteres',
  'graph.more_other': '{{count, number}} weitere',
  'graph.hidden': '{{what}}: für Sie nicht sichtbar',
  'graph.notVisible': 'Für Sie nicht sichtbar',
  'graph.objects': '{{kind}}-Objekte',
  'graph.runs': 'Läufe der Pipelines',
  'graph.type.promise': 'Promise',
  'graph.type.request': 'Anforderung',
  'graph.type.run': 'Pipeline',
  'graph.type.work': 'Work',
  'graph.type.destination': 'Destination',
  'graph.type.part': 'Teil',
  'graph.type.parent': 'Teil von',
};
