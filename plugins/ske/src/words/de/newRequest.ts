import type { newRequest as en } from '../en/newRequest';

export const newRequest: Record<keyof typeof en, string> = {
  'newRequest.title': '{{title}} anfordern',
  'newRequest.crumb': 'Neue Anforderung',
  'newRequest.aboutPromise': 'Über dieses Promise',
  'newRequest.noApi':
    'Dieses Promise hat keine API, es gibt also nichts anzufordern',
  'newRequest.signedOut': 'Melden Sie sich an, um etwas anzufordern',
  'newRequest.missing': 'Es gibt kein Promise {{name}}',
  'newRequest.allServices': 'Alle Dienste',
  'newRequest.gone':
    'Das Promise wurde gelöscht, während diese Seite offen war. Ihre Eingaben sind noch da, aber der Cluster wird sie ablehnen.',
  'newRequest.form': 'Ihre Anforderung',
  'newRequest.review': 'Prüfen',
  'newRequest.create': 'Anlegen',
  'newRequest.name.free': 'Der Name {{name}} ist frei.',
  'newRequest.name.taken':
    'Dieser Name ist im Namespace schon vergeben. Wählen Sie einen anderen.',
  'newRequest.namespace.denied':
    'Sie dürfen in diesem Namespace kein Objekt der Art {{kind}} anlegen.',
  'newRequest.noRight.form.title':
    'Die Anforderung für eine andere Person vorbereiten',
  'newRequest.noRight.form.text':
    'Sie können das Formular ausfüllen und das YAML einer Person schicken, die die Anforderung anlegen darf.',
  'newRequest.noRight.form.open': 'Formular ausfüllen',
  'newRequest.noRight.notice':
    'Sie dürfen keine Objekte der Art {{kind}} anlegen. Schicken Sie das YAML einer Person, die es darf.',
  'newRequest.noRight.elsewhere':
    'Das Portal weiß nicht, in welchem Namespace Sie Objekte der Art {{kind}} anlegen dürfen. Geben Sie den Namespace Ihres Teams ein: Das Portal prüft ihn während der Eingabe.',
  'newRequest.review.accepted': 'Der Cluster nimmt {{kind}} {{name}} an.',
  'newRequest.review.warnings': 'Warnungen des Clusters',
  'newRequest.review.manifest': 'Was angelegt wird',
  'newRequest.review.defaults': 'Was der Cluster ergänzt',
  'newRequest.review.notShown': 'wird hier nicht gezeigt',
  'newRequest.review.nothingWritten':
    'Das war ein Probelauf. Es wird nichts geschrieben, bevor Sie auf Anlegen klicken.',
  'newRequest.review.back': 'Zurück zum Formular',
  'newRequest.created': '{{kind}} {{name}} wurde angelegt.',
  'newRequest.notCreated':
    '{{kind}} {{name}} wurde nicht angelegt. Der Entwurf ist noch im Formular.',
  'newRequest.notKnown':
    'Das Portal weiß nicht, ob {{kind}} {{name}} angelegt wurde. Der Entwurf ist noch im Formular.',
  'newRequest.unknown.title':
    'Es ist unbekannt, ob die Anforderung angelegt wurde',
  'newRequest.unknown.looking': 'Das Portal sieht im Cluster nach.',
  'newRequest.unknown.exists':
    'Der Cluster hat {{kind}} {{name}}. Sie können auf der Seite des Objekts weitermachen.',
  'newRequest.unknown.absent':
    'Der Cluster hat {{kind}} {{name}} nicht. Sie können es erneut anlegen.',
  'newRequest.unknown.other':
    'Der Cluster hat {{kind}} {{name}}, aber nicht so, wie Sie es gesendet haben. Vielleicht hat es eine andere Person angelegt. Gehen Sie zurück zum Formular, um einen anderen Namen zu wählen.',
  'newRequest.unknown.unclear':
    'Der Cluster sagt nicht, ob er {{name}} hat. Vielleicht dürfen Sie es nicht lesen. Sie können es erneut anlegen: Wenn es schon da ist, wird nichts geschrieben.',
  'newRequest.unknown.open': 'Seite öffnen',
  'newRequest.unknown.create': 'Erneut anlegen',
  'newRequest.unknown.look': 'Noch einmal nachsehen',
  'newRequest.yaml.title': 'Die Anforderung als YAML',
  'newRequest.yaml.noObject': 'Der Text ist kein Kubernetes-Objekt.',
  'newRequest.yaml.otherKind':
    'Der Text muss die apiVersion {{apiVersion}} und die Art (kind) {{kind}} haben.',
  'newRequest.omitted.copy_one':
    'Der Wert von {{fields}} sieht nach einem Geheimnis aus und wurde deshalb nicht kopiert. Geben Sie ihn selbst ein.',
  'newRequest.omitted.copy_other':
    'Die Werte von {{fields}} sehen nach Geheimnissen aus und wurden deshalb nicht kopiert. Geben Sie sie selbst ein.',
  'newRequest.omitted.link_one':
    'Der Link hat für {{fields}} einen Wert, der nach einem Geheimnis aussieht. Er wird weggelassen: Geben Sie ihn selbst ein.',
  'newRequest.omitted.link_other':
    'Der Link hat für {{fields}} Werte, die nach Geheimnissen aussehen. Sie werden weggelassen: Geben Sie sie selbst ein.',
  'newRequest.yaml.tooLong':
    'Der Text hat {{size}} KiB. Das Portal legt Objekte bis {{most}} KiB an; legen Sie ein größeres mit kubectl an.',
  'newRequest.yaml.missing':
    'Im Text fehlt {{field}}. Das Portal wählt keinen Wert dafür.',
  'newRequest.missing.field': 'Im Schritt {{page}} fehlt ein Wert: {{field}}.',
  'newRequest.copy': 'Als neue Anforderung kopieren',
};
