/** The texts of `resource`. Each key starts with `resource.`. */
export const resource = {
  'resource.tabs': 'Parts of this resource',
  'resource.tab.overview': 'Overview',
  'resource.tab.pipelines': 'Pipelines',
  'resource.tab.placement': 'Placement',
  'resource.tab.events': 'Events',
  'resource.tab.yaml': 'YAML',
  'resource.tab.graph': 'Graph',
  'resource.tab.edit': 'Edit',
  'resource.kind': 'Kind',
  'resource.namespace': 'Namespace',
  'resource.promise': 'Promise',

  'resource.absent.missing.title': '{{kind}} {{name}} does not exist',
  'resource.absent.missing.text':
    'The namespace {{namespace}} has no {{kind}} with the name {{name}}. It may have been deleted before you opened this page, or it was never created.',
  'resource.absent.unknownKind.title': 'The kind {{kind}} does not exist',
  'resource.absent.unknownKind.text':
    'The cluster does not serve the kind {{kind}} in {{apiVersion}}. Kinds are case-sensitive, and a kind is removed together with its Promise.',
  'resource.absent.signedOut.title': 'You are signed out',
  'resource.absent.signedOut.text': 'Sign in again to see this resource.',
  'resource.absent.near': 'Did you mean one of these?',
  'resource.absent.nearRef': '{{kind}} {{name}} in {{namespace}}',
  'resource.absent.all': 'All resources',

  'resource.submission.pushed':
    'Submitted. The platform has not created this resource yet.',
  'resource.submission.pending-review':
    'Waiting for approval. The change is applied when the pull request is merged.',
  'resource.submission.pending-deletion':
    'Waiting for approval. The resource is deleted when the pull request is merged.',
  'resource.submission.never-created.title':
    '{{kind}} {{name}} was never created',
  'resource.submission.never-created':
    'It did not appear on the platform in the time that the portal waits for it.',
  'resource.submission.never-created.failed':
    'It was requested, and the attempt to create it failed.',
  'resource.submission.failed':
    'It was requested, and the platform does not have it, because the attempt to create it failed.',
  'resource.submission.failure': 'The last attempt failed: {{failure}}',
  'resource.submission.requestedBy': 'Requested by {{user}}',
  'resource.submission.again': 'Request it again',
  'resource.submission.step.pushed': 'Submitted',
  'resource.submission.step.review': 'Approval of the pull request',
  'resource.submission.step.apply': 'The platform applies the change',
  'resource.submission.step.delete': 'The platform deletes the resource',
  'resource.submission.pullRequest': 'Open the pull request',

  'resource.deleted': 'Deleted',
  'resource.notice.pickUpLate':
    'Kratix normally starts within a few seconds. It may not be running, or it may have no controller for this Promise. Ask your platform team to look at the Kratix controller.',
  'resource.notice.notCaughtUp':
    'The latest change has not been applied yet: the request is at generation {{generation}}, and Kratix has completed generation {{observed}}.',

  'resource.lastLines': 'The last lines of the log',
  'resource.openLog': 'Log of {{pipeline}}',
  'resource.openRun': 'Runs of the pipelines',
  'resource.outputs.title': 'Connection details and outputs',
  'resource.outputs.message': 'Message',
  'resource.outputs.none': 'The pipelines have not written any details yet.',
  'resource.field': 'the value of {{title}}',
  'resource.hidden': 'Hidden, because it looks like a secret',
  'resource.reveal': 'Show {{title}}',
  'resource.hide': 'Hide {{title}}',

  'resource.spec.title': 'As requested',
  'resource.spec.none': 'The request has no fields.',

  'resource.health.title': 'Health',
  'resource.health.checked': 'Checked',
  'resource.health.otherPromise':
    'This HealthRecord names the Promise {{promise}}. Kratix counts it for this resource too, because it compares names and namespaces only.',

  'resource.version.title': 'Version',
  'resource.version.applied': 'Applied',
  'resource.version.none': 'None yet',
  'resource.version.follows': 'Updates',
  'resource.version.latest': 'Follows the latest version',
  'resource.version.pinned': 'Stays at the chosen version',
  'resource.version.available': 'Available',

  'resource.family.title': 'Related resources',
  'resource.family.parent': 'Part of',
  'resource.family.parentName': '{{name}} in {{namespace}} ({{promise}})',
  'resource.family.childOf': '{{kind}} in {{namespace}}',
  'resource.family.none':
    'No requests to {{promises}} name this resource as their parent.',
  'resource.family.notSearched':
    'The Promise requires no other Promises, so other requests that belong to this one are unlikely.',
  'resource.family.loading':
    'The portal is looking for requests that belong to this one.',
  'resource.family.unknown':
    'It is not known whether other requests belong to this one.',
  'resource.family.noPromises':
    'There are no other Promises whose requests could belong to this one.',
  'resource.family.searchAll': 'Search all Promises',
  'resource.family.others_one': '{{count}} more Promise was not searched.',
  'resource.family.others_other': '{{count}} more Promises were not searched.',
} as const;
