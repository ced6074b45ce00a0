import type { drafts as en } from '../en/drafts';

export const drafts: Record<keyof typeof en, string> = {
  'drafts.found': 'Zu diesem Formular gibt es einen Entwurf.',
  'drafts.saved': 'Gespeichert:',
  'drafts.noSecrets': 'Passwörter gehören nicht zu einem Entwurf.',
  'drafts.take': 'Mit dem Entwurf weitermachen',
  'drafts.discard': 'Verwerfen',
};
