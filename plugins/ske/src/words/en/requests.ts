/** The texts of `requests`. Each key starts with `requests.`. */
export const requests = {
  'requests.list': 'Resource requests',
  'requests.search': 'Search requests',
  'requests.search.hint': 'Name, namespace, Promise, reason',
  'requests.filter.promise': 'Promise',
  'requests.filter.namespace': 'Namespace',
  'requests.filter.requester': 'Requested by',
  'requests.filter.states': 'Filter by state',
  'requests.filter.clear': 'Clear all filters',
  'requests.filter.you': '{{name}} (you)',
  'requests.columns': 'Columns',
  'requests.columns.menu': 'Columns of the list',
  'requests.column.name': 'Name',
  'requests.column.promise': 'Promise',
  'requests.column.namespace': 'Namespace',
  'requests.column.trouble': 'State',
  'requests.column.version': 'Version',
  'requests.column.requester': 'Requested by',
  'requests.column.age': 'Age',
  'requests.upgradeTo': '{{version}} is available',
  'requests.deleted': 'Deleted',
  'requests.deleted.text': 'The request does not exist any more.',
  'requests.count_one': '{{formatted}} request',
  'requests.count_other': '{{formatted}} requests',
  'requests.countOf_one': '{{shown}} of {{formatted}} request',
  'requests.countOf_other': '{{shown}} of {{formatted}} requests',
  'requests.page': '{{from}} to {{to}} of {{total}}',
  'requests.changes_one':
    '1 request has changed since the list was sorted. It stays in its place until you sort again.',
  'requests.changes_other':
    '{{count}} requests have changed since the list was sorted. They stay in their places until you sort again.',
  'requests.changes.sort': 'Sort again',
  'requests.empty.title': 'You have no requests yet',
  'requests.empty.text':
    'Everything that you request from a Promise appears here, with its state.',
  'requests.empty.services': 'See what the platform offers',
  'requests.emptyPromise.title': 'No requests',
  'requests.emptyPromise.text':
    'No request of this Promise exists in the namespaces that are shown.',
  'requests.noPromises.title': 'The platform offers nothing yet',
  'requests.noPromises.text':
    'No Promise with an API is installed, so there is nothing to request.',
  'requests.notServed.title': 'The cluster does not serve this API yet',
  'requests.notServed.text':
    'Kratix installs the API of a Promise before it can be requested. Requests appear here when the API is ready.',
  'requests.noApi.title': 'This Promise has no API',
  'requests.noApi.text': 'It cannot be requested, so it has no requests.',
  'requests.noMatch.title': 'No request matches',
  'requests.noMatch.text':
    'None of the {{formatted}} requests matches the filters.',
  'requests.whichNamespace.title': 'Which namespace do you work in?',
  'requests.whichNamespace.text':
    'You may not list requests in all namespaces, and the portal does not know in which namespaces you may. Add a namespace to see its requests.',
  'requests.namespaces_one':
    'Requests in 1 namespace are shown: {{names}}. You may not list all namespaces.',
  'requests.namespaces_other':
    'Requests in {{count}} namespaces are shown: {{names}}. You may not list all namespaces.',
  'requests.namespaces.some_one':
    'Of 1 Promise, only requests in some namespaces are shown. You may not list all of them.',
  'requests.namespaces.some_other':
    'Of {{count}} Promises, only requests in some namespaces are shown. You may not list all of them.',
  'requests.namespaces.shown': 'Namespaces: {{names}}',
  'requests.namespaces.unasked_one':
    '1 more namespace was not checked. Add it if you work there.',
  'requests.namespaces.unasked_other':
    '{{count}} more namespaces were not checked. Add the ones that you work in.',
  'requests.namespace.label': 'Namespace',
  'requests.namespace.submit': 'Add',
  'requests.namespace.invalid':
    'A namespace has at most 63 lower-case letters, digits and hyphens, with a letter or digit at both ends.',
  'requests.namespace.remove': 'Remove {{name}} from the list',
  'requests.namespace.added': 'Namespaces that you added',
  'requests.namespace.denied': '{{name}}: you may not list requests there',
  'requests.namespace.checking': '{{name}}: being checked',
  'requests.notAllowed_one': '1 Promise could not be listed: not allowed.',
  'requests.notAllowed_other':
    '{{count}} Promises could not be listed: not allowed.',
  'requests.notServed_one':
    'The cluster does not serve the API of 1 Promise yet, so it has no requests.',
  'requests.notServed_other':
    'The cluster does not serve the APIs of {{count}} Promises yet, so they have no requests.',
  'requests.failed_one': '1 Promise could not be listed because of an error.',
  'requests.failed_other':
    '{{count}} Promises could not be listed because of an error.',
  'requests.polled_one':
    '1 Promise is not live: its requests are read again every few minutes, because a browser tab follows at most 100 lists live.',
  'requests.polled_other':
    '{{count}} Promises are not live: their requests are read again every few minutes, because a browser tab follows at most 100 lists live.',
  'requests.unwatched_one':
    '1 Promise is not live: you may list its requests, but not watch them. They are read again after some seconds.',
  'requests.unwatched_other':
    '{{count}} Promises are not live: you may list their requests, but not watch them. They are read again after some seconds.',
  'requests.leftOut_one':
    '1 Promise is not listed completely, because the portal follows at most {{most}} lists at a time. Choose it in the filter to see its requests.',
  'requests.leftOut_other':
    '{{count}} Promises are not listed completely, because the portal follows at most {{most}} lists at a time. Choose the ones that you need in the filter.',
  'requests.details': 'Details',
  'requests.filter.find': 'Search the options',
  'requests.pages': 'Pages of the list',
  'requests.page.previous': 'Previous page',
  'requests.page.next': 'Next page',
  'requests.namespace.choose': 'Namespaces',
} as const;
