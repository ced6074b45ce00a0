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
  'changes.same': 'Beide Werte sind gleich',
  'changes.kind.live': 'Nur der Cluster hat es geändert.',
  'changes.kind.mine': 'Nur Sie haben es geändert.',
  'changes.kind.conflict': 'Sie und der Cluster haben es geändert.',
  'changes.hidden':
    'verborgen, weil der Wert lang ist oder wie ein Geheimnis aussieht',
  'changes.absent': 'nicht vorhanden',
};
