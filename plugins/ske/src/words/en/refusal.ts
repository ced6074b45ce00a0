import type {
  AccessVerb,
  SkeErrorCode,
} from '@kratix-portal/plugin-ske-common';

/** What happened, by error code. */
const titles = {
  'refusal.title.no-credentials': 'The portal has no valid sign-in of yours.',
  'refusal.title.session-ended': 'Your session has ended.',
  'refusal.title.identity-rejected':
    'The cluster does not accept your sign-in.',
  'refusal.title.forbidden': 'You may not {{tried}}.',
  'refusal.title.policy-denied':
    'A policy of the cluster does not allow you to {{tried}}.',
  'refusal.title.quota-exceeded': 'The quota of the namespace is used up.',
  'refusal.title.kind-not-allowed':
    'The portal does not give access to the kind {{kind}}.',
  'refusal.title.identity-mismatch':
    'The portal and your access token have different names for you.',
  'refusal.title.invalid-input': 'The portal cannot use this input.',
  'refusal.title.not-found': '{{what}} does not exist.',
  'refusal.title.kind-not-served':
    'The cluster does not have the kind {{kind}}.',
  'refusal.title.method-not-allowed':
    'The server of the portal does not know this call.',
  'refusal.title.conflict':
    'The object has changed since then, or its state does not allow this.',
  'refusal.title.already-exists': '{{what}} exists already.',
  'refusal.title.namespace-terminating': 'The namespace is being deleted.',
  'refusal.title.logs-pending': 'The container has not started yet.',
  'refusal.title.expired': 'The list is too old to be continued.',
  'refusal.title.logs-gone': 'Kubernetes has removed the log.',
  'refusal.title.invalid':
    'The rules of the kind {{kind}} do not allow the object.',
  'refusal.title.too-many-requests': 'These are too many requests at once.',
  'refusal.title.internal': 'The portal has a fault or cannot be reached.',
  'refusal.title.cluster-error': 'The API server of the cluster has a fault.',
  'refusal.title.cluster-unreachable': 'The portal cannot reach the cluster.',
  'refusal.title.cluster-untrusted':
    'The portal does not trust the certificate of the cluster.',
  'refusal.title.logs-unavailable':
    'The cluster cannot read the log from its node.',
  'refusal.title.idp-unavailable':
    'The portal cannot obtain its credential for the cluster.',
  'refusal.title.timeout': 'The cluster did not respond in time.',
} as const satisfies Record<`refusal.title.${SkeErrorCode}`, string>;

/** What the user can do, by error code. */
const remedies = {
  'refusal.todo.no-credentials': 'Sign in again. The page keeps what it shows.',
  'refusal.todo.session-ended': 'Sign in again. The page keeps what it shows.',
  'refusal.todo.identity-rejected':
    'Sign in again. If that does not help, send the details to the people who run the portal.',
  'refusal.todo.forbidden':
    'Ask the people who run the cluster for this right.',
  'refusal.todo.policy-denied':
    'Change what the policy names, or ask the people who run the cluster.',
  'refusal.todo.quota-exceeded':
    'Delete what is no longer needed, choose another namespace, or ask for a larger quota.',
  'refusal.todo.kind-not-allowed':
    'This rule applies to everyone. The people who run the portal can change it.',
  'refusal.todo.identity-mismatch':
    'Sign out of the portal, and sign in with the account that you use for the cluster.',
  'refusal.todo.invalid-input': 'Correct what the details name.',
  'refusal.todo.not-found': 'Check the name and the namespace.',
  'refusal.todo.kind-not-served':
    'The Promise that defines it may be deleted, or may not be installed yet.',
  'refusal.todo.method-not-allowed':
    'Reload the page. If that does not help, the page and the server have different versions: tell the people who run the portal.',
  'refusal.todo.conflict': 'Look at the current state, and try again.',
  'refusal.todo.already-exists': 'Choose another name.',
  'refusal.todo.namespace-terminating':
    'Choose another namespace, or wait until it is gone.',
  'refusal.todo.logs-pending': 'The log appears when the container starts.',
  'refusal.todo.expired': 'Read the list again from the start.',
  'refusal.todo.logs-gone':
    'Only the logs of Pods that still exist can be read. Start the pipeline again for a new one.',
  'refusal.todo.invalid': 'Correct what the details name.',
  'refusal.todo.too-many-requests': 'Wait a moment, and try again.',
  'refusal.todo.internal':
    'Try again. If it happens again, send the details to the people who run the portal.',
  'refusal.todo.cluster-error':
    'Try again. If it happens again, send the details to the people who run the cluster.',
  'refusal.todo.cluster-unreachable':
    'Try again in a minute. If it happens again, send the details to the people who run the portal.',
  'refusal.todo.cluster-untrusted':
    'Send the details to the people who run the portal.',
  'refusal.todo.logs-unavailable':
    'Try again in a minute. If it happens again, send the details to the people who run the cluster.',
  'refusal.todo.idp-unavailable':
    'Send the details to the people who run the portal.',
  'refusal.todo.timeout':
    'If you changed something, check first whether the change was made. Then try again.',
} as const satisfies Record<`refusal.todo.${SkeErrorCode}`, string>;

/** The attempted call, as the end of "You may not …". */
const verbs = {
  'refusal.verb.get': 'read {{what}}',
  'refusal.verb.list': 'list {{what}}',
  'refusal.verb.watch': 'watch {{what}}',
  'refusal.verb.create': 'create {{what}}',
  'refusal.verb.update': 'change {{what}}',
  'refusal.verb.patch': 'change {{what}}',
  'refusal.verb.delete': 'delete {{what}}',
} as const satisfies Record<`refusal.verb.${AccessVerb}`, string>;

/** The texts of `refusal`. Each key starts with `refusal.`. */
export const refusal = {
  ...titles,
  ...remedies,
  ...verbs,
  // The objects of a call.
  'refusal.what.kind': '{{kind}} objects',
  'refusal.what.kindEverywhere': '{{kind}} objects in all namespaces',
  'refusal.what.kindIn': '{{kind}} objects in the namespace {{namespace}}',
  'refusal.what.object': '{{kind}} {{name}}',
  'refusal.what.objectIn': '{{kind}} {{name}} in the namespace {{namespace}}',
  // The three kinds of 403, and two of the cluster's admission.
  'refusal.todo.policy':
    'Ask the people who run the portal. Its permission policy decides this, and the cluster was not asked.',
  'refusal.by.roles': 'the cluster {{cluster}}, by its roles',
  'refusal.by.rolesOfCluster': 'the cluster, by its roles',
  'refusal.by.policy': 'the permission policy of the portal',
  'refusal.by.rule': 'a rule of the portal',
  'refusal.by.admission': 'an admission policy of the cluster',
  'refusal.by.quota': 'a quota of the namespace',
  // The rows of the details.
  'refusal.details': 'Details',
  'refusal.row.tried': 'Tried',
  'refusal.row.as': 'As',
  'refusal.row.by': 'Refused by',
  'refusal.row.reason': 'Reason',
  'refusal.row.cluster': 'The cluster says',
  'refusal.row.hint': 'Hint',
  'refusal.row.causes': 'Fields',
  'refusal.row.request': 'Request',
  'refusal.row.time': 'Time',
  'refusal.row.check': 'Check',
  'refusal.as': '{{user}}, on the cluster {{username}}',
  'refusal.asInGroups': '{{user}}, on the cluster {{username}} in {{groups}}',
  'refusal.asService':
    '{{user}}; the portal calls the cluster with its own account {{username}}',
  // Buttons.
  'refusal.copy': 'Copy for your admin',
  'refusal.copied': 'Copied. Paste it into a message to your admin.',
  'refusal.retry': 'Try again',
  'refusal.signIn': 'Sign in again',
} as const;
