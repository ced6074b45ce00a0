import type { parts as en } from '../en/parts';

export const parts: Record<keyof typeof en, string> = {
  'parts.language': 'de',
  'parts.loading': 'Wird geladen',
  'parts.copy': 'Kopieren',
  'parts.copyWhat': '{{what}} kopieren',
  'parts.copied': 'Kopiert.',
  'parts.copyFailed':
    'Der Browser hat das Kopieren nicht erlaubt. Markieren Sie den Text und kopieren Sie ihn mit der Tastatur.',
  'parts.copyNeedsHttps':
    'Browser kopieren nur auf Seiten mit HTTPS, und dieses Portal nutzt HTTP. Markieren Sie den Text und kopieren Sie ihn mit der Tastatur.',
  'parts.notLoaded':
    'Dieser Teil der Seite konnte nicht geladen werden. Prüfen Sie Ihr Netzwerk. Wurde das Portal aktualisiert, laden Sie die Seite neu.',
  'parts.notLoaded.again': 'Noch einmal versuchen',
  'parts.notLoaded.reload': 'Seite neu laden',
};
