/** The texts of `services`. Each key starts with `services.`. */
export const services = {
  'services.list': 'Services',
  'services.search': 'Search services',
  'services.search.hint': 'Name or description',
  'services.filter.availability': 'Availability',
  'services.filter.availability.all': 'Available or not',
  'services.filter.availability.available': 'Available',
  'services.filter.availability.unavailable': 'Not available',
  'services.filter.requestable': 'Only what I may request',
  'services.filter.clear': 'Clear all filters',
  'services.count_one': '1 service',
  'services.count_other': '{{count, number}} services',
  'services.countOf_one': '{{shown}} of 1 service',
  'services.countOf_other': '{{shown}} of {{count}} services',
  'services.empty.title': 'The platform offers nothing yet',
  'services.empty.text':
    'No Promise is installed on the platform cluster. As soon as one is, it appears here.',
  'services.noMatch.title': 'No service matches',
  'services.noMatch.text': 'Change the search or the filters.',
  'services.version': 'Version {{version}}',
  'services.requests_one': '1 request',
  'services.requests_other': '{{count, number}} requests',
  'services.requests.state': '{{state}}: {{count, number}}',
  'services.requests.none': 'No requests yet.',
  'services.requests.noneInNamespaces':
    'No requests in the namespaces that are shown.',
  'services.requests.notAllowed': 'You may not list its requests.',
  'services.requests.notServed':
    'No requests yet: the cluster does not serve its API yet.',
  'services.requests.failed': 'Its requests could not be listed.',
  'services.requests.leftOut': 'Its requests are not counted here.',
  'services.requests.loading': 'Requests are being counted.',
  'services.noApi':
    'Nothing can be requested: the Promise has no API. Other Promises or the platform team use it.',
  'services.request': 'Request',
  'services.request.of': 'Request {{title}}',
  'services.request.deleting':
    'The Promise is being deleted, so it accepts no new requests.',
  'services.request.waits': 'A request waits until the Promise is available.',
  'services.right.namespaces': 'You may request it in {{names}}.',
  'services.right.namespacesAndMore_one':
    'You may request it in {{names}} and 1 more namespace.',
  'services.right.namespacesAndMore_other':
    'You may request it in {{names}} and {{count}} more namespaces.',
  'services.right.unknown':
    'The portal could not check whether you may request it.',
  'services.right.unasked_one':
    'You may not request it in the one namespace that was checked. There are more, and the form checks the one that you enter.',
  'services.right.unasked_other':
    'You may not request it in the {{count}} namespaces that were checked. There are more, and the form checks the one that you enter.',
  'services.right.notServed':
    'The cluster does not serve {{resource}}. Kratix installs it some seconds after the Promise; the page notices when it is there.',
  'services.right.rule':
    'A rule of the portal excludes {{resource}}, whatever your role is. Ask the team that runs the portal.',
  'services.right.policy':
    'The permission policy of the portal does not allow you to create {{resource}}. Ask the team that runs the portal.',
  'services.right.notKnown':
    'You may not create {{resource}} in all namespaces, and the portal knows of no namespace in which you may.',
  'services.right.nowhere_one':
    'You may create {{resource}} neither in all namespaces nor in the one that was checked.',
  'services.right.nowhere_other':
    'You may create {{resource}} neither in all namespaces nor in one of the {{count}} that were checked.',
  'services.right.ask': 'Ask your platform team for the right.',
  'services.right.askOwner':
    'Ask the owner of the Promise, {{owner}}, for the right.',
  'services.whichNamespace.text':
    'You may neither create nor list requests in all namespaces at once, and the portal does not know in which namespaces you may. Add a namespace to see what you can do there.',
} as const;
