import type { shell as en } from '../en/shell';

export const shell: Record<keyof typeof en, string> = {
  'shell.platform': 'Plattform',
  'shell.services': 'Dienste',
  'shell.resources': 'Meine Ressourcen',
  'shell.diagnosis': 'Diagnose',
  'shell.preview': 'Formularvorschau',
  'shell.notFound.title': 'Diese Seite gibt es nicht',
  'shell.notFound.text':
    'Vielleicht ist die Adresse unvollständig oder der Link veraltet. Fangen Sie auf einer dieser Seiten neu an.',
};
