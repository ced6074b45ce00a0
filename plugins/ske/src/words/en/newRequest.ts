/** The texts of `newRequest`. Each key starts with `newRequest.`. */
export const newRequest = {
  'newRequest.title': 'Request {{title}}',
  'newRequest.crumb': 'New request',
  'newRequest.aboutPromise': 'About this Promise',
  'newRequest.noApi': 'This Promise has no API, so there is nothing to request',
  'newRequest.signedOut': 'Sign in to request something',
  'newRequest.missing': 'There is no Promise {{name}}',
  'newRequest.allServices': 'All services',
  'newRequest.gone':
    'The Promise was deleted while this page was open. What you filled in is still here, but the cluster will reject it.',
  'newRequest.form': 'Your request',
  'newRequest.review': 'Review',
  'newRequest.create': 'Create',
  'newRequest.name.free': 'The name {{name}} is free.',
  'newRequest.name.taken':
    'This name is taken in this namespace. Choose another one.',
  'newRequest.namespace.denied':
    'You may not create {{kind}} objects in this namespace.',
  'newRequest.noRight.form.title': 'Prepare the request for another person',
  'newRequest.noRight.form.text':
    'You can fill in the form, and send its YAML to a person who may create the request.',
  'newRequest.noRight.form.open': 'Fill in the form',
  'newRequest.noRight.notice':
    'You may not create {{kind}} objects. Send the YAML to a person who may.',
  'newRequest.noRight.elsewhere':
    'The portal does not know in which namespace you may create {{kind}} objects. Enter the namespace of your team: the portal checks it while you type.',
  'newRequest.review.accepted': 'The cluster accepts the {{kind}} {{name}}.',
  'newRequest.review.warnings': 'Warnings of the cluster',
  'newRequest.review.manifest': 'What will be created',
  'newRequest.review.defaults': 'What the cluster adds',
  'newRequest.review.notShown': 'not shown here',
  'newRequest.review.nothingWritten':
    'This was a dry run. Nothing is written before you choose Create.',
  'newRequest.review.back': 'Back to the form',
  'newRequest.created': 'The {{kind}} {{name}} was created.',
  'newRequest.notCreated':
    'The {{kind}} {{name}} was not created. Its draft is still in the form.',
  'newRequest.notKnown':
    'The portal does not know whether the {{kind}} {{name}} was created. Its draft is still in the form.',
  'newRequest.unknown.title': 'It is unknown whether the request was created',
  'newRequest.unknown.looking': 'The portal looks it up on the cluster.',
  'newRequest.unknown.exists':
    'The cluster has the {{kind}} {{name}}. You can continue on its page.',
  'newRequest.unknown.absent':
    'The cluster does not have the {{kind}} {{name}}. You can create it again.',
  'newRequest.unknown.other':
    'The cluster has the {{kind}} {{name}}, but not as you have sent it. Another person may have created it. Go back to the form to choose another name.',
  'newRequest.unknown.unclear':
    'The cluster does not say whether it has {{name}}. You may not have the right to read it. You can create it again: if it exists already, nothing is written.',
  'newRequest.unknown.open': 'Open its page',
  'newRequest.unknown.create': 'Create it again',
  'newRequest.unknown.look': 'Look again',
  'newRequest.yaml.title': 'The request as YAML',
  'newRequest.yaml.noObject': 'The text is not a Kubernetes object.',
  'newRequest.yaml.otherKind':
    'The text must have the apiVersion {{apiVersion}} and the kind {{kind}}.',
  'newRequest.omitted.copy_one':
    'The value of {{fields}} looks like a secret, so it was not copied. Enter it yourself.',
  'newRequest.omitted.copy_other':
    'The values of {{fields}} look like secrets, so they were not copied. Enter them yourself.',
  'newRequest.omitted.link_one':
    'The link has a value for {{fields}} that looks like a secret. It is left out: enter it yourself.',
  'newRequest.omitted.link_other':
    'The link has values for {{fields}} that look like secrets. They are left out: enter them yourself.',
  'newRequest.yaml.tooLong':
    'The text has {{size}} KiB. The portal creates objects of up to {{most}} KiB; create a larger one with kubectl.',
  'newRequest.yaml.missing':
    'The text has no {{field}}. The portal does not choose one.',
  'newRequest.missing.field': 'The step {{page}} lacks a value: {{field}}.',
  'newRequest.copy': 'Copy as new request',
} as const;
