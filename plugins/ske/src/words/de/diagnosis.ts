import type { diagnosis as en } from '../en/diagnosis';

export const diagnosis: Record<keyof typeof en, string> = {
  'diagnosis.intro':
    'Diese Prüfungen folgen Ihrer Anmeldung bis zum Plattform-Cluster und enden bei der ersten, die fehlschlägt.',
  'diagnosis.outcome.passed': 'Alle Prüfungen sind bestanden.',
  'diagnosis.outcome.warning':
    'Alle Prüfungen sind bestanden, einige mit einer Warnung.',
  'diagnosis.outcome.failed':
    'Eine Prüfung ist fehlgeschlagen. Die weiteren Prüfungen wurden nicht ausgeführt.',
  'diagnosis.again': 'Erneut prüfen',
  'diagnosis.copied': 'Die Diagnose wurde kopiert.',
  'diagnosis.checks': 'Alle Prüfungen',
  'diagnosis.seen': 'Gefunden',
  'diagnosis.expected': 'Erwartet',
  'diagnosis.code': 'Code',
  'diagnosis.remedy': 'Was zu ändern ist',
  'diagnosis.likely':
    'Das ist der wahrscheinlichste Grund: Der Cluster weist das Token ohne Begründung zurück.',
  'diagnosis.link': 'Grund herausfinden',
  'diagnosis.status.passed': 'Bestanden',
  'diagnosis.status.warning': 'Warnung',
  'diagnosis.status.failed': 'Fehlgeschlagen',
  'diagnosis.status.unknown': 'Unbekannt',
  'diagnosis.status.skipped': 'Nicht geprüft',
  'diagnosis.check.configuration': 'Konfiguration',
  'diagnosis.check.proxy': 'Proxy',
  'diagnosis.check.cluster': 'Cluster',
  'diagnosis.check.tls': 'Zertifikat des Clusters',
  'diagnosis.check.issuer': 'OIDC-Provider',
  'diagnosis.check.keys': 'Schlüssel des Providers',
  'diagnosis.check.client': 'Client des Portals',
  'diagnosis.check.token': 'Token',
  'diagnosis.check.exchange': 'Tausch des Tokens',
  'diagnosis.check.token-kind': 'Art des Tokens',
  'diagnosis.check.token-issuer': 'Aussteller',
  'diagnosis.check.token-times': 'Zeiten',
  'diagnosis.check.token-signature': 'Signatur',
  'diagnosis.check.token-audience': 'Empfänger (Audience)',
  'diagnosis.check.username': 'Benutzername',
  'diagnosis.check.identity': 'Identität auf dem Cluster',
  'diagnosis.check.groups': 'Gruppen',
  'diagnosis.check.permissions': 'Rechte',
};
