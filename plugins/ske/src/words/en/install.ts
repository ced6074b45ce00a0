/** The texts of `install`. Each key starts with `install.`. */
export const install = {
  'install.source.file': 'Choose a file',
  'install.source.atLine': 'Line {{line}}: {{what}}',
  'install.source.tooLarge':
    'The text is larger than {{megabytes}} MB, which no cluster stores.',
  'install.source.syntax': 'This is not valid YAML or JSON: {{message}}',
  'install.source.tooDeep': 'The text is nested too deeply.',
  'install.source.ambiguous':
    'kubectl and the portal would read the text differently: {{message}}.',
  'install.source.hidden':
    '{{text}} has a space or a mark that YAML does not read as a space, such as one that was copied from a web page. Type an ordinary space, or put the text in quotes.',
  'install.source.alias':
    'The aliases (*name) of this document expand to too much. Write the values out.',
  'install.source.unknownAlias':
    '*{{name}} is an alias, and nothing before it has the anchor &{{name}}. If it is a text, put it in quotes.',
  'install.source.endlessAlias':
    'The alias *{{name}} is inside the part that it repeats, so the text would have no end.',
  'install.source.notObject':
    'A Promise is a mapping with apiVersion, kind, metadata and spec.',
  'install.source.noName':
    'The Promise needs a name in metadata.name: lowercase letters, digits, "-" and ".".',
  'install.source.longName':
    'The name of the Promise may have at most 63 characters, because Kratix writes it into labels.',
  'install.source.noPromise':
    'The text contains no Promise: an object with apiVersion platform.kratix.io/v1alpha1 and kind Promise.',
  'install.source.noPromiseBut':
    'The text contains no Promise. It contains: {{kinds}}.',
  'install.source.noDraft':
    'No draft of this text is kept, because it has values that look like secrets.',
  'install.source.which_one': 'The Promise',
  'install.source.which_other':
    'The text contains {{count}} Promises. Which one?',
  'install.source.candidate': '{{name}} (line {{line}})',
  'install.source.others_one': 'Another document is not used: {{names}}.',
  'install.source.others_other':
    '{{count}} other documents are not used: {{names}}.',
  'install.source.other': '{{kind}} {{name}} (line {{line}})',
  'install.url.label': 'URL of a Promise',
  'install.url.read': 'Read',
  'install.url.reading': 'Reading',
  'install.url.notHttp': 'Enter a URL that starts with https:// or http://.',
  'install.url.status': 'The server responded with HTTP status {{status}}.',
  'install.url.webPage':
    'This URL is a web page. Enter the URL of the file itself, such as the "Raw" link of a repository.',
  'install.url.noAnswer':
    'Your browser got no response. Either the server cannot be reached, or it does not allow other sites to read the file (CORS). Download the file and choose it here.',

  'install.button': 'Install a Promise',
  'install.right.create':
    'You do not have the right to create Promises on the platform cluster. Ask your platform team for it.',
  'install.right.patch':
    'You do not have the right to change this Promise. Ask your platform team for it.',
  'install.intro':
    'Install a Promise on the platform cluster, or upgrade one that is installed. The cluster checks it first, and it is written as you.',
  'install.source.title': 'Promise',
  'install.source.label': 'The Promise as YAML or JSON',
  'install.otherName':
    'You wanted to upgrade {{wanted}}, but this text is the Promise {{name}}.',
  'install.verdict.title': 'Install {{name}}',
  'install.verdict.upgrade': 'Upgrade {{name}}',
  'install.verdict.new':
    'Check the Promise before it is written: the cluster says whether it accepts it, and nothing changes.',
  'install.verdict.created': 'The cluster accepts this Promise.',
  'install.verdict.updated': 'The cluster accepts this upgrade.',
  'install.verdict.unchanged':
    'The cluster has exactly this already. Nothing would change.',
  'install.verdict.notArrived':
    'No response arrived, and the cluster shows that nothing was written. You can try again.',
  'install.verdict.unknown':
    'No response arrived, and the portal could not ask the cluster whether the Promise was written. Check this before you try again.',
  'install.lookUp': 'Look again',
  'install.check': 'Check (dry run)',
  'install.checking': 'The cluster is checking it',
  'install.install': 'Install {{name}}',
  'install.upgrade': 'Upgrade {{name}}',
  'install.writing': 'Writing',
  'install.notWritten': 'The Promise {{name}} was not written.',
  'install.notKnown':
    'The portal does not know whether the Promise {{name}} was written. Open its page to check.',
  'install.installed': 'The Promise {{name}} is installed.',
  'install.upgraded': 'The Promise {{name}} is upgraded.',
  'install.causes': 'What the cluster rejects',
  'install.compare.title': 'What changes in {{name}}',
  'install.compare.versions': 'Version {{before}} becomes version {{after}}.',
  'install.compare.noVersion': '(none)',
  'install.compare.otherKind':
    'The API has another kind or group. Kratix does not change the names of an installed API: install it under another name.',
  'install.compare.api': 'API',
  'install.compare.pipelines': 'Pipelines',
  'install.compare.rest': 'Everything else',
  'install.compare.count_zero': 'No changes',
  'install.compare.count_one': '1 change',
  'install.compare.count_other': '{{count}} changes',
  'install.compare.countOf_one': '{{shown}} of 1 change',
  'install.compare.countOf_other': '{{shown}} of {{count}} changes are shown',
  'install.compare.place': 'Field',
  'install.compare.change': 'Change',
  'install.compare.before': 'Now',
  'install.compare.after': 'After',
  'install.compare.added': 'Added',
  'install.compare.removed': 'Removed',
  'install.compare.missing': 'Not in the text',
  'install.compare.kept': 'Stays',
  'install.compare.partly': 'Partly removed',
  'install.compare.uncertain':
    'Some fields of the installed Promise are not in the text. The check says whether they are removed, because the portal keeps what others wrote.',
  'install.compare.changed': 'Changed',
  'install.requests.title': 'Existing requests',
  'install.requests.loading': 'Requests are being read.',
  'install.requests.checked_zero': 'You see no requests of this Promise.',
  'install.requests.checked_one': '1 request was checked.',
  'install.requests.checked_other': '{{count}} requests were checked.',
  'install.requests.problems_one':
    '1 request does not fit the new API. It stays as it is until a user changes it.',
  'install.requests.problems_other':
    '{{count}} requests do not fit the new API. They stay as they are until a user changes them.',
  'install.requests.fine': 'All of them fit the new API.',
  'install.requests.more_one': 'and 1 more',
  'install.requests.more_other': 'and {{count}} more',
  'install.requests.unchecked_one':
    '1 request was not checked, because there are too many.',
  'install.requests.unchecked_other':
    '{{count}} requests were not checked, because there are too many.',
  'install.requests.namespaces': 'Only requests in {{names}} were checked.',
  'install.requests.dropped':
    'The new API does not have these fields: {{fields}}',
  'install.requests.limits':
    'Your browser checks types, required fields, choices, limits and patterns. Rules in CEL, and what a form leaves to the cluster, such as parts with too many fields for a form, are not checked.',
  'install.delete.intro':
    'This cannot be undone. These are deleted with the Promise:',
  'install.delete.requests_zero': 'No request of it that you may see.',
  'install.delete.requests_one': '1 request, with everything it made:',
  'install.delete.requests_other':
    '{{count}} requests, with everything they made:',
  'install.delete.more_one': 'and 1 more',
  'install.delete.more_other': 'and {{count}} more',
  'install.delete.partial':
    'You may not list all of its requests, so there may be more.',
  'install.delete.loading': 'Its requests are being counted.',
  'install.delete.api':
    'The kind {{kind}} with all its objects, even those that Kratix does not know.',
  'install.delete.works_zero': 'No Works of the Promise.',
  'install.delete.works_one': '1 Work of the Promise, with its files',
  'install.delete.works_other':
    '{{count}} Works of the Promise, with their files',
  'install.delete.worksLoading': 'Its Works are being counted.',
  'install.delete.requiredByLoading':
    'The Promises that require it are being searched for.',
  'install.delete.requiredByUnknown':
    'The Promises could not be listed, so it is not known whether others require it.',
  'install.delete.worksUnknown':
    'Its Works could not be listed, so it is not known what it placed.',
  'install.delete.requiredBy':
    'These Promises require it and stop working: {{names}}.',
  'install.delete.notRequired': 'No other Promise that you see requires it.',
  'install.delete.pipeline':
    'The delete pipeline {{pipeline}} runs first. What it does is decided by the Promise.',
  'install.delete.noPipeline':
    'No pipeline runs, because it has no delete pipeline.',
  'install.delete.paused':
    'The Promise is paused. Kratix deletes it only after it is resumed.',
  'install.promise.upgrade': 'Upgrade',
  'install.command': 'the command',
  'install.tooLarge':
    'The portal sends at most {{kibibytes}} KiB, even without comments and indentation, because the backend parses a manifest in one go while other users wait. This Promise is larger. Install it with kubectl; then the portal shows it, and it can be requested here:',
} as const;
