import type { placement as en } from '../en/placement';

export const placement: Record<keyof typeof en, string> = {
  'placement.none': 'Es wurde nichts geschrieben',
  'placement.noneWhy':
    'Die Pipelines dieser Anforderung haben keine Dateien für Destinations geschrieben.',
  'placement.notPickedUp':
    'Kratix hat die Anforderung noch nicht aufgegriffen, daher ist noch keine Pipeline gelaufen.',
  'placement.work': 'Work {{name}}',
  'placement.ofPipeline': 'Geschrieben von {{pipeline}}',
  'placement.empty': 'Die Pipeline hat keine Dateien geschrieben.',
  'placement.directory': 'Ordner {{directory}}',
  'placement.anyDestination': 'Jede Destination passt.',
  'placement.selectors': 'Für Destinations mit {{selectors}}',
  'placement.nowhere': 'Keine Destination hat diese Dateien.',
  'placement.version': 'Version {{version}}',
  'placement.files_one': '{{count}} Datei',
  'placement.files_other': '{{count}} Dateien',
  'placement.unreadable':
    'Der Inhalt der Datei lässt sich nicht als Text anzeigen.',
  'placement.decoding': 'Die Datei wird gelesen …',
  'placement.cut':
    'Die Datei ist länger. Gezeigt werden nur die ersten 256 KiB.',
  'placement.hidden_one':
    '{{count}} Wert ist verborgen, weil er wie ein Geheimnis aussieht.',
  'placement.hidden_other':
    '{{count}} Werte sind verborgen, weil sie wie Geheimnisse aussehen.',
  'placement.reveal': 'Anzeigen',
  'placement.hide': 'Verbergen',
};
