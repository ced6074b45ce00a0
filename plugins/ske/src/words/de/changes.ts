import type { changes as en } from '../en/changes';

export const changes: Record<keyof typeof en, string> = {
  'changes.table': 'Geänderte Felder',
  'changes.field': 'Feld',
  'changes.was': 'Vorher',
  'changes.now': 'Jetzt',
  'changes.yours': 'Ihr Wert',
  'changes.result': 'Ergebnis',
  'changes.by': 'von {{name}}',
  'changes.choose': 'Wert von {{field}}',
  'changes.takeYours': 'Ihr Wert',
  'changes.takeNow': 'Jetziger Wert',
  'changes.takesNow': 'Jetziger Wert, weil nur der Cluster ihn geändert hat',
  'changes.same': 'Beide Werte sind gleich',
  'changes.absent': 'nicht vorhanden',
};
